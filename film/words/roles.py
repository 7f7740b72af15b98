"""Words for people: roles that stand for a name in capitals, titles, crowds, and capitals that are never people."""

from __future__ import annotations

from film.words.plain import listed

_WOMEN = """
woman girl lady mother mom mum grandmother grandma granny granddaughter stepmother wife daughter sister aunt niece
waitress actress queen princess duchess countess nun hostess stewardess policewoman businesswoman saleswoman barmaid
maid housewife bride widow girlfriend witch goddess heroine mrs ms miss madam madame lady dame nurse midwife
schoolgirl ballerina forewoman cowgirl bridesmaid governess matron milkmaid
priestess abbess baroness empress noblewoman gentlewoman washerwoman clergywoman congresswoman spokeswoman
femme fille mere soeur serveuse infirmiere dame mademoiselle reine frau madchen mutter schwester
tochter kellnerin verkauferin krankenschwester konigin mujer chica nina madre hermana hija camarera enfermera senora
senorita reina abuela serveuse copine epouse ouvriere vieille kellnerinnen arztin polizistin lehrerin freundin
grossmutter oma tante donna ragazza bambina madre sorella figlia moglie cameriera infermiera signora signorina nonna zia
regina poliziotta mulher menina moca rapariga mae irma filha esposa garconete enfermeira senhora rainha tia
женщина девушка девочка мать мама сестра дочь жена официантка медсестра бабушка старуха тетя королева продавщица
актриса учительница соседка 女人 女孩 女子 少女 母亲 妈妈 女儿 姐姐 妹妹 妻子 奶奶 护士 女服务员 老太太 女王
女 女の子 母 娘 姉 妻 祖母 おばさん 看護師 औरत महिला लड़की माँ मां बहन बेटी पत्नी नर्स दादी नानी रानी
"""

_MEN = """
man boy gentleman father dad grandfather grandpa grandson stepfather husband son brother uncle nephew waiter actor
king prince duke count monk priest policeman businessman salesman barman fireman postman mailman milkman doorman
fisherman groom widower boyfriend wizard god hero mr sir lord mister father henchman gunman guy bloke fellow lad
schoolboy butler watchman foreman bellboy cowboy newsboy choirboy paperboy stableboy footman hangman helmsman
fireman clergyman congressman spokesman cameraman handyman nobleman woodsman horseman swordsman baron earl emperor
pharaoh friar
homme garcon pere frere fils serveur roi monsieur mann junge vater bruder sohn kellner konig
herr hombre chico nino padre hermano hijo camarero senor rey abuelo copain epoux ouvrier vieux opa onkel freund
uomo ragazzo bambino fratello figlio marito cameriere signore nonno zio poliziotto homem menino rapaz moco pai irmao
filho marido garcom senhor rei tio мужчина парень мальчик отец папа брат сын муж официант дедушка старик дядя
король продавец сосед актер юноша 男人 男孩 男子 少年 父亲 爸爸 儿子 哥哥 弟弟 丈夫 爷爷 服务员 老头 国王 男 男の子 父
息子 兄 夫 祖父 おじさん आदमी पुरुष लड़का पिता भाई बेटा पति वेटर दादा राजा
"""

_EITHER = """
driver cop officer detective inspector sergeant captain lieutenant colonel general major soldier guard agent doctor
surgeon paramedic patient teacher professor student pupil child kid baby toddler teenager teen stranger passenger
conductor bartender cashier clerk receptionist secretary boss manager director producer assistant chef cook baker
butcher farmer worker mechanic plumber pilot attendant judge lawyer attorney prosecutor bailiff witness juror prisoner
inmate warden reporter journalist photographer anchor announcer singer musician drummer pianist dancer artist writer
poet librarian shopkeeper customer client neighbour neighbor landlord tenant janitor cleaner gardener thief robber
killer murderer assassin hostage victim ghost robot alien zombie vampire angel devil preacher pastor vicar bishop pope
rabbi imam mayor president senator minister governor ambassador spy hacker scientist technician engineer courier
messenger porter usher dealer gambler drunk beggar tramp hitchhiker tourist hunter sailor marine nurse operator
dispatcher voice understudy stagehand medic swimmer runner cyclist jogger biker trucker cabbie chauffeur rider elder
leader host guest intern trainee recruit veteran fahrer arzt lehrer polizist soldat kind fremder chauffeur policier
medecin enfant professeur inconnu conductor policia medico profesor soldado desconocido figure silhouette barista
waitstaff bouncer inmate sniper mercenary villager monk magician clown juror bodyguard valet concierge
bellhop janitor umpire referee caller interviewer anchorwoman anchorman newscaster newsreader weatherman
narrator moderator protester activist lookout dealer smuggler trader merchant blacksmith innkeeper squire knight
sheriff deputy marshal outlaw bandit gunslinger gunfighter undertaker defendant plaintiff stenographer magistrate
executioner coroner pathologist therapist psychiatrist psychologist dentist orderly anaesthetist housekeeper tailor
barber hairdresser jeweller jeweler florist grocer pharmacist banker teller croupier pawnbroker auctioneer curator
deacon verger bosun skipper deckhand copilot navigator firefighter lifeguard coach lumberjack poacher shepherd peasant
gladiator centurion samurai pirate viking warrior chieftain shaman druid sorcerer translator interpreter choreographer
fremder gast passagier schaffner richter anwalt patient verkaufer wachter soldat autista medico dottoressa avvocato
giudice soldato poliziotto barista straniero sconosciuto passeggero guardia motorista medico advogado juiz soldado
policial passageiro guarda estranho desconhecido водитель полицейский милиционер врач доктор учитель солдат офицер
охранник прохожий незнакомец ребенок пассажир судья адвокат бармен кассир следователь священник 司机 警察 医生 老师
士兵 护士长 路人 陌生人 孩子 乘客 法官 律师 保安 店员 老板 记者 運転手 警官 医者 医師 先生 兵士 通行人 子供 乗客
店員 社長 記者 刑事 ड्राइवर पुलिसवाला सिपाही डॉक्टर शिक्षक सैनिक बच्चा यात्री जज वकील अजनबी दुकानदार
"""

_CROWD = """
crowd crowds people passengers guests extras mob audience bystanders onlookers pedestrians patrons commuters dancers
children kids students soldiers guards cops officers men women boys girls workers customers protesters reporters fans
spectators congregation worshippers parishioners diners drinkers regulars revellers shoppers travellers warriors
troops policemen policewomen villagers townspeople tourists mourners jury police family families couple couples
everyone everybody others officers nurses doctors passers-by figures teenagers musicians waiters singers players team
crew foule
passagers gens menge leute fahrgaste gaste gente pasajeros multitud parents twins neighbours neighbors siblings
soldiers knights monks hommes femmes enfants policiers soldats serveurs voisins maenner manner frauen kinder polizisten
soldaten schuler nachbarn eltern hombres mujeres ninos policias soldados vecinos padres folla uomini donne bambini
passeggeri soldati poliziotti ragazzi ragazze genitori vicini multidao homens mulheres criancas passageiros policiais
vizinhos pais толпа люди пассажиры дети мужчины женщины солдаты полицейские гости прохожие соседи родители студенты
人群 群众 众 乘客们 孩子们 士兵们 警察们 客人们 学生们 群衆 人々 乗客たち 子供たち 兵士たち 客たち 生徒たち भीड़ लोग
यात्रीगण बच्चे सैनिकों mob voices guards villagers regulars locals refugees miners partygoers revelers survivors
stragglers rebels goons thugs punks ranchers settlers homesteaders courtiers servants slaves cadets demonstrators
rioters looters clubbers cowhands
"""

GENDER: dict[str, float | None] = {
    **dict.fromkeys(_EITHER.split()),
    **dict.fromkeys(_WOMEN.split(), 0.0),
    **dict.fromkeys(_MEN.split(), 1.0),
}
"""A role's gender: 0, 1, or None where anybody may have it."""

CROWD = frozenset(_CROWD.split())
"""Words for many at once: extras, never one character."""

NEVER = listed("""
    smash cut cuts match dissolve fade fades in out to back black white title titles card super superimpose insert end
    ends close closer closeup close-up angle wide wider shot shots pov pan tilt zoom dolly track tracking crane
    handheld steadicam montage series sequence intercut flashback continuous later moments same reverse two-shot on
    off over into int ext suddenly silence beat pause music song note text sign poster message screen headline title
    caption subtitle day night morning evening dawn dusk noon midnight rings ring ringing buzz buzzes buzzing beep
    beeps beeping bang bangs crash crashes crashing thunder lightning boom booms click clicks knock knocks knocking
    slam slams horn honk honks siren sirens alarm alarms explosion explodes scream screams screaming shout shouts
    shouting laugh laughs laughter applause cheer cheers hiss hisses roar roars rumble rumbles thud thuds splash
    splashes creak creaks crack cracks snap snaps shatters ticking tick ticks whistle whistles bark barks growl growls
    howl howls gunshot gunshots gunfire shots chime chimes bell bells screech screeches squeal squeals pop pops whoosh
    wind rain static hum hums drip drips footsteps engine phone telephone the a an and or of at by with from for his
    her their this that these those is are it its then now but he she they we you tv fbi cia nypd lapd usa uk us ok id
    gps dna suv atm cctv dvd cd pc vip fm am
    """)
"""Words that capitals make loud, not people: the camera's, the cut's, sounds, signs."""
