"""Words for people: roles that stand for a name in capitals, titles, crowds, and capitals that are never people."""

from __future__ import annotations

from planner.places.lists import listed

_WOMEN = """
woman girl lady mother mom mum grandmother grandma granny granddaughter stepmother wife daughter sister aunt niece
waitress actress queen princess duchess countess nun hostess stewardess policewoman businesswoman saleswoman barmaid
maid housewife bride widow girlfriend witch goddess heroine mrs ms miss madam madame lady dame nurse midwife
schoolgirl ballerina femme fille mere soeur serveuse infirmiere dame mademoiselle reine frau madchen mutter schwester
tochter kellnerin verkauferin krankenschwester konigin mujer chica nina madre hermana hija camarera enfermera senora
senorita reina abuela
"""

_MEN = """
man boy gentleman father dad grandfather grandpa grandson stepfather husband son brother uncle nephew waiter actor
king prince duke count monk priest policeman businessman salesman barman fireman postman mailman milkman doorman
fisherman groom widower boyfriend wizard god hero mr sir lord mister father henchman gunman guy bloke fellow lad
schoolboy butler watchman homme garcon pere frere fils serveur roi monsieur mann junge vater bruder sohn kellner konig
herr hombre chico nino padre hermano hijo camarero senor rey abuelo
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
medecin enfant professeur inconnu conductor policia medico profesor soldado desconocido
"""

_CROWD = """
crowd crowds people passengers guests extras mob audience bystanders onlookers pedestrians patrons commuters dancers
children kids students soldiers guards cops officers men women boys girls workers customers protesters reporters fans
spectators villagers townspeople tourists mourners jury police family families couple couples everyone everybody
others police officers nurses doctors passers-by figures teenagers musicians waiters singers players team crew foule
passagers gens menge leute fahrgaste gaste gente pasajeros multitud
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
