"""What headings call places indoors, kind by kind: English, French, German, Spanish, Italian, Portuguese.

Words are written as ``lists.plain`` leaves them.  Of kinds that match equally well the first wins.
"""

from __future__ import annotations

from planner.places.lists import Words

INSIDE: Words = (
    ("police_station", "police station|precinct|squad room|commissariat|poste de police|polizeiwache|polizeirevier"
                      "|comisaria|questura|commissariato|delegacia|stazione di polizia"),
    ("hotel_room", "hotel room|motel room|motel|hotel suite|chambre d hotel|hotelzimmer|habitacion de hotel"
                  "|camera d albergo|camera d hotel|quarto de hotel"),
    ("barn", "barn|stable|stables|hayloft|cowshed|grange|etable|ecurie|scheune|granero|establo|fienile|stalla"
            "|celeiro|estabulo"),
    ("gym", "gym|gymnasium|boxing gym|fitness studio|weight room|turnhalle|gymnase|salle de sport|gimnasio|palestra"
           "|academia"),
    ("swimming_pool", "swimming pool|pool|indoor pool|piscine|schwimmbad|hallenbad|piscina"),
    ("terminal", "airport|airport terminal|terminal|departure lounge|grand central|aeroport|flughafen|aeropuerto"
                "|aeroporto"),
    ("subway_car", "subway|subway car|subway train|metro|metro car|underground train|tube train|u bahn|metropolitana"
                  "|rame de metro"),
    ("truck_cab", "truck|truck cab|lorry|cab of the truck|pickup|pickup truck|camion|lkw|camioneta|caminhao"),
    ("phone_booth", "phone booth|telephone booth|phone box|telephone box|call box|cabine telephonique|telefonzelle"
                   "|cabina telefonica|cabine telefonica"),
    ("tent_interior", "tent|marquee|yurt|command tent|tente|zelt|tienda de campana|tenda"),
    ("throne_room", "throne room|great hall|castle|palace|salle du trone|chateau|palais|thronsaal|schloss|burg"
                   "|palast|salon del trono|castillo|palacio|sala del trono|castello|palazzo|castelo"),
    ("longhouse", "longhouse|long house|mead hall|feasting hall|meeting hall|roundhouse|wigwam|maison longue"
                 "|langhaus"),
    ("ship_cabin", "ship s cabin|ship cabin|captain s cabin|captain s quarters|cabin of the ship|below deck"
                  "|below decks|ship s hold|galley|cabine|kajute|camarote|cabina della nave"),
    ("dressing_room", "dressing room|green room|make up room|changing room|loge|garderobe|camerino|vestuario|camarim"
                     "|backstage dressing room|trailer dressing room|closet|walk in closet|locker room|laundry room"),
    ("interview_room", "interview room|interrogation|interrogation room|salle d interrogatoire|verhorraum"
                      "|sala de interrogatorios"),
    ("cell", "cell|prison|jail|dungeon|cellule|zelle|gefangnis|celda|carcel|prision|cella|prigione|prisao|cela"
            "|prison cell|jail cell|holding cell"),
    ("waiting_room", "waiting room|waiting area|salle d attente|wartezimmer|sala de espera|emergency room|clinic"
                    "|sala d attesa|sala d aspetto|doctor s office|dentist"),
    ("corridor", "corridor|passage|passageway|tunnel|couloir|korridor|gang|pasillo|backstage|coulisses|corridoio"
                "|corredor|galleria|jetway|sewer|sewers|cave passage"),
    ("stairwell", "stairwell|staircase|stairs|stairway|landing|escalier|treppenhaus|treppe|escalera|escada|escadas"
                 "|fire escape"),
    ("lift", "elevator|lift|ascenseur|aufzug|fahrstuhl|ascensor|ascensore|elevador|elevator car"),
    ("kitchen", "kitchen|kitchenette|cuisine|kuche|cocina|pantry|cucina|cozinha"),
    ("bathroom", "bathroom|restroom|toilet|toilets|lavatory|shower|washroom|ladies room|men s room|salle de bain"
                "|salle de bains|badezimmer|bad|toilette|bano|cuarto de bano|bagno|banheiro|casa de banho"),
    ("dining_room", "dining room|salle a manger|esszimmer|comedor|sala da pranzo|sala de jantar|mess hall"
                   "|breakfast room|banquet"),
    ("living_room", "living room|lounge|sitting room|drawing room|parlour|parlor|den|salon|wohnzimmer|sala de estar"
                   "|sala|soggiorno|salotto|sala de visitas|family room|tv room|common room|hut|shack|loft apartment"
                   "|condo|mobile home|appartamento|villetta"),
    ("hospital_room", "hospital room|hospital|ward|icu|infirmary|sickroom|operating room|hopital|chambre d hopital"
                     "|krankenhaus|krankenzimmer|klinik|habitacion de hospital|ospedale|camera d ospedale"
                     "|quarto de hospital|delivery room|operating theatre|operating theater|recovery room"
                     "|nursing home|sick bay|medical bay|med bay"),
    ("bedroom", "bedroom|dorm|dormitory|nursery|chambre|chambre a coucher|schlafzimmer|kinderzimmer|dormitorio"
               "|habitacion|alcoba|camera da letto|stanza da letto|quarto|guest room|sleeping quarters|bunkhouse"
               "|schlafraum"),
    ("hallway", "hallway|hall|entrance hall|foyer|vestibule|porch|entree|flur|diele|vestibulo|zaguan|ingresso"
               "|corredor de entrada|entryway|entrance"),
    ("basement", "basement|cellar|crypt|vault|bunker|cave|sous sol|keller|sotano|attic|loft|grenier|dachboden|atico"
                "|scantinato|porao|adega|attic space|soffitta|sotao|root cellar|wine cellar|bomb shelter"
                "|air raid shelter|cavern|grotto|hohle|cueva|grotta|caverna|gruta"),
    ("bus_interior", "bus|night bus|coach|tram|autobus|nachtbus|linienbus|colectivo|minibus|pullman|onibus|autocarro"
                    "|school bus|tour bus|trolley|tramway|strassenbahn"),
    ("train_interior", "train|carriage|compartment|dining car|underground|tube|wagon|zug|abteil|s bahn|tren|vagon"
                      "|treno|comboio|trem|train compartment|sleeper car|boxcar"),
    ("plane_interior", "plane|airplane|aeroplane|aircraft|jet|avion|flugzeug|aereo|aviao|helicopter|private jet"
                      "|airplane cabin|aircraft cabin|spaceship|spacecraft|space station|bridge of the ship"
                      "|submarine"),
    ("car_interior", "car|taxi|cab|van|suv|limousine|limo|ambulance|police car|voiture|auto|wagen|coche|cockpit"
                    "|macchina|automobile|carro|viatura|patrol car|squad car|police cruiser|cruiser|minivan"
                    "|station wagon|sedan|jeep|convertible|rental car|uber|sports car|hearse"),
    ("courtroom", "courtroom|court|tribunal|gerichtssaal|gericht|sala de justicia|juzgado|aula di tribunale"
                 "|tribunale"),
    ("classroom", "classroom|school|lecture hall|salle de classe|classe|ecole|klassenzimmer|schule|aula|clase"
                 "|escuela|scuola|sala de aula|escola|school hallway|library classroom|kindergarten|daycare"
                 "|university|college"),
    ("laboratory", "laboratory|lab|morgue|autopsy room|laboratoire|labor|laboratorio|observatory|clean room|obitorio"
                  "|necroterio|leichenhalle|dissecting room"),
    ("conference_room", "conference room|meeting room|boardroom|war room|briefing room|situation room"
                       "|salle de reunion|besprechungsraum|konferenzraum|sala de reuniones|newsroom|sala riunioni"
                       "|sala de reunioes|council chamber|oval office|tribunal room|parliament|senate"),
    ("theatre", "theatre|theater|auditorium|cinema|movie theater|opera|concert hall|stage|kino|teatro|cine|buhne"
               "|backstage stage|tv studio|soundstage|film set|recording studio|circus|big top"),
    ("church", "church|chapel|cathedral|temple|mosque|synagogue|monastery|eglise|chapelle|cathedrale|kirche|kapelle"
              "|dom|iglesia|capilla|catedral|chiesa|cattedrale|igreja|sacristy|mausoleum|tomb|abbey"),
    ("laundromat", "laundromat|laundry|launderette|laverie|waschsalon|lavanderia|lavanderia a gettoni"),
    ("restaurant", "restaurant|ristorante|steakhouse|dining hall|cafeteria|canteen|mensa|kantine|restaurante"
                  "|brasserie|trattoria|osteria|pizzeria|taverna"),
    ("cafe", "cafe|coffee shop|coffeehouse|diner|tearoom|tea room|bakery|bistro|boulangerie|backerei|panaderia|caffe"
            "|pasticceria|padaria|ice cream parlor|starbucks"),
    ("bar", "bar|pub|tavern|saloon|nightclub|club|disco|inn|brewery|beer hall|taverne|kneipe|wirtshaus|discotheque"
           "|taberna|cantina|casino|birreria|boteco|biergarten|strip club|karaoke bar"),
    ("shop", "shop|store|supermarket|market|grocery|pharmacy|drugstore|boutique|bookstore|bookshop|gas station|mall"
            "|magasin|epicerie|pharmacie|librairie|laden|geschaft|supermarkt|apotheke|tienda|farmacia|supermercado"
            "|libreria|negozio|loja|livraria|supermercato|convenience store|department store|pawn shop|barber shop"
            "|hair salon|salon de coiffure|butcher|florist|liquor store|bodega"),
    ("garage", "garage|workshop|auto shop|carport|hangar|atelier|werkstatt|taller|garaje|shed|officina|autorimessa"
              "|oficina mecanica|garagem|blacksmith|forge|smithy|mechanic s shop"),
    ("warehouse", "warehouse|factory|depot|storehouse|storage|storage unit|plant|mill|foundry|silo|entrepot|usine"
                 "|lagerhalle|lager|fabrik|almacen|fabrica|magazzino|capannone|armazem|deposito|galpao"
                 "|abandoned building|construction site|power plant|boiler room|engine room|shipyard"),
    ("lobby", "lobby|reception|hotel|bank|museum|gallery|library|embassy|accueil|banque|musee|bibliotheque|empfang"
             "|bibliothek|recepcion|banco|museo|biblioteca|atrio|saguao|hotel lobby|bank vault|post office|town hall"
             "|city hall|mairie|rathaus|ayuntamiento|municipio|pinacoteca|galeria"),
    ("hall", "ballroom|dance studio|arena|stadium|sala da ballo|salao|school gym|community center|community hall"
            "|church hall|function room|banquet hall|conference hall|skating rink|bowling alley|arcade"
            "|convention center|assembly hall|festsaal|saal|salle des fetes"),
    ("office", "office|study|bureau|buro|arbeitszimmer|oficina|despacho|studio|headquarters|newspaper|ufficio"
              "|escritorio|gabinete|studio legale|cubicle|cubicles|workplace|call center|mission control"
              "|control room|server room"),
    ("living_room", "house|apartment|flat|home|cabin|cottage|mansion|villa|trailer|penthouse|maison|appartement|haus"
                   "|wohnung|hutte|casa|apartamento|piso|cabana|farmhouse|suite"),
)  # fmt: skip
