"""Which kind of place a heading names: word lists in English, French, German and Spanish.

Words are matched whole, without accents and in lower case; the first kind with a match wins, so that
the special stands before the general ("bus stop" before "bus", "hospital corridor" before "hospital").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from film.screenplay import Heading
from planner.places.lists import plain

_Words = Sequence[tuple[str, str]]

_ANYWHERE: _Words = (
    ("rooftop", "rooftop|roof|roof terrace|toit|dach|dachterrasse|azotea|tejado|terraza"),
    ("station_platform", "platform|train station|railway station|quai de gare|gare|bahnsteig|bahnhof|anden|estacion"
                         " de tren|estacion|subway station|metro station|tube station"),
    ("boat", "boat|deck|ship|ferry|yacht|trawler|bateau|navire|pont du navire|schiff|boot|faehre|fahre|barco"
             "|buque|cubierta"),
)  # fmt: skip

_INSIDE: _Words = (
    ("dressing_room", "dressing room|green room|make up room|changing room|loge|garderobe|camerino|vestuario"),
    ("interview_room", "interview room|interrogation|interrogation room|police station|precinct|commissariat"
     "|salle d interrogatoire|verhorraum|polizeiwache|polizeirevier|comisaria|sala de interrogatorios"),
    ("cell", "cell|prison|jail|dungeon|cellule|zelle|gefangnis|celda|carcel|prision"),
    ("waiting_room", "waiting room|waiting area|departure lounge|airport|aeroport|flughafen|aeropuerto|salle d attente"
     "|wartezimmer|sala de espera|emergency room|clinic"),
    ("corridor", "corridor|passage|passageway|tunnel|couloir|korridor|gang|pasillo|backstage|coulisses"),
    ("stairwell", "stairwell|staircase|stairs|stairway|landing|escalier|treppenhaus|treppe|escalera"),
    ("lift", "elevator|lift|ascenseur|aufzug|fahrstuhl|ascensor"),
    ("kitchen", "kitchen|kitchenette|cuisine|kuche|cocina|pantry"),
    ("bathroom", "bathroom|restroom|toilet|toilets|lavatory|shower|washroom|ladies room|men s room|salle de bain"
     "|salle de bains|badezimmer|bad|toilette|bano|cuarto de bano"),
    ("dining_room", "dining room|salle a manger|esszimmer|comedor"),
    ("living_room", "living room|lounge|sitting room|drawing room|parlour|parlor|den|salon|wohnzimmer|sala de"
                    " estar|sala"),
    ("hospital_room", "hospital room|hospital|ward|icu|infirmary|sickroom|operating room|hopital|chambre d hopital"
     "|krankenhaus|krankenzimmer|klinik|hospital|habitacion de hospital"),
    ("bedroom", "bedroom|hotel room|motel room|motel|dorm|dormitory|nursery|chambre|chambre a coucher|schlafzimmer"
     "|hotelzimmer|kinderzimmer|dormitorio|habitacion|alcoba"),
    ("hallway", "hallway|hall|entrance hall|foyer|vestibule|porch|entree|flur|diele|vestibulo|zaguan"),
    ("basement", "basement|cellar|crypt|vault|bunker|cave|sous sol|keller|sotano|attic|loft|grenier|dachboden|atico"),
    ("bus_interior", "bus|night bus|coach|tram|autobus|nachtbus|linienbus|colectivo|minibus"),
    ("train_interior", "train|carriage|compartment|dining car|subway|subway car|metro|underground|tube|wagon|zug|abteil"
     "|u bahn|s bahn|tren|vagon"),
    ("plane_interior", "plane|airplane|aeroplane|aircraft|jet|avion|flugzeug"),
    ("car_interior", "car|taxi|cab|van|truck|pickup|suv|limousine|limo|ambulance|police car|voiture|auto|wagen|lkw"
                     "|coche|camion|camioneta|cockpit"),
    ("courtroom", "courtroom|court|tribunal|gerichtssaal|gericht|sala de justicia|juzgado"),
    ("classroom", "classroom|school|lecture hall|salle de classe|classe|ecole|klassenzimmer|schule|aula|clase|escuela"),
    ("laboratory", "laboratory|lab|morgue|autopsy room|laboratoire|labor|laboratorio|observatory"),
    ("conference_room", "conference room|meeting room|boardroom|war room|briefing room|situation room|salle de reunion"
     "|besprechungsraum|konferenzraum|sala de reuniones|newsroom"),
    ("theatre", "theatre|theater|auditorium|cinema|movie theater|opera|concert hall|stage|kino|teatro|cine|buhne"),
    ("church", "church|chapel|cathedral|temple|mosque|synagogue|monastery|eglise|chapelle|cathedrale|kirche|kapelle|dom"
     "|iglesia|capilla|catedral"),
    ("laundromat", "laundromat|laundry|launderette|laverie|waschsalon|lavanderia"),
    ("restaurant", "restaurant|ristorante|steakhouse|dining hall|cafeteria|canteen|mensa|kantine|restaurante"
                   "|brasserie"),
    ("cafe", "cafe|coffee shop|coffeehouse|diner|tearoom|tea room|bakery|bistro|boulangerie|backerei|cafeteria"
             "|panaderia"),
    ("bar", "bar|pub|tavern|saloon|nightclub|club|disco|inn|brewery|beer hall|taverne|kneipe|wirtshaus|discotheque"
            "|taberna|cantina|casino"),
    ("shop", "shop|store|supermarket|market|grocery|pharmacy|drugstore|boutique|bookstore|bookshop|gas station|mall"
     "|magasin|epicerie|pharmacie|librairie|laden|geschaft|supermarkt|apotheke|tienda|farmacia|supermercado|libreria"),
    ("garage", "garage|workshop|auto shop|carport|hangar|atelier|werkstatt|taller|garaje|shed|barn|stable|scheune"
               "|grange"),
    ("warehouse", "warehouse|factory|depot|storehouse|storage|storage unit|plant|mill|foundry|silo|entrepot|usine"
     "|lagerhalle|lager|fabrik|almacen|fabrica|nave"),
    ("lobby", "lobby|reception|hotel|bank|museum|gallery|library|embassy|accueil|banque|musee|bibliotheque|empfang"
              "|museum|bibliothek|recepcion|banco|museo|biblioteca"),
    ("hall", "gym|gymnasium|ballroom|throne room|great hall|dance studio|turnhalle|gymnase|gimnasio|arena|stadium"),
    ("office", "office|study|bureau|buro|arbeitszimmer|oficina|despacho|studio|headquarters|library|newspaper"),
    ("living_room", "house|apartment|flat|home|cabin|cottage|mansion|villa|trailer|penthouse|maison|appartement|haus"
     "|wohnung|hutte|casa|apartamento|piso|cabana|farmhouse|suite"),
)  # fmt: skip

_OUTSIDE: _Words = (
    ("bus_stop", "bus stop|bus shelter|tram stop|bus station|arret de bus|arret d autobus|bushaltestelle|haltestelle"
     "|parada de autobus|parada"),
    ("car_park", "parking lot|car park|parking garage|parking|parkplatz|aparcamiento|estacionamiento|gas station"
     "|petrol station|tankstelle|gasolinera"),
    ("yard", "yard|depot|bus depot|courtyard|loading dock|factory|warehouse|prison|barracks|cour|hof|innenhof|patio"
     "|entrepot|usine|junkyard|scrapyard|construction site|building site|baustelle"),
    ("alley", "alley|alleyway|back street|backstreet|ruelle|gasse|callejon"),
    ("country_road", "country road|highway|freeway|motorway|dirt road|roadside|road|lane|route|landstrasse|autobahn"
     "|carretera|bridge|pont|brucke|puente"),
    ("suburb_street", "suburb|suburban street|residential street|driveway|house|home|cottage|villa|mansion|front door"
     "|front porch|porch|maison|haus|casa|neighborhood|neighbourhood|vorort"),
    ("garden", "garden|back garden|backyard|back yard|lawn|terrace|patio|jardin|garten|terrasse|balcony|balcon|balkon"),
    ("graveyard", "graveyard|cemetery|grave|cimetiere|friedhof|cementerio"),
    ("harbour", "harbour|harbor|port|dock|docks|pier|quay|wharf|jetty|marina|quai|hafen|kai|puerto|muelle"),
    ("beach", "beach|shore|seashore|seaside|coast|island|plage|strand|kuste|playa|costa|dunes|ocean|sea"),
    ("riverside", "river|riverbank|riverside|lake|lakeside|pond|creek|stream|canal|swamp|riviere|lac|fluss|ufer|see|rio"
     "|lago|orilla"),
    ("camp", "camp|campsite|campfire|campement|lager|zeltplatz|campamento"),
    ("forest", "forest|woods|wood|jungle|clearing|grove|foret|bois|clairiere|wald|lichtung|bosque|selva"),
    ("mountain", "mountain|mountains|cliff|hill|hilltop|summit|peak|ridge|valley|montagne|colline|falaise|berg|hugel"
     "|gipfel|montana|colina|acantilado"),
    ("desert", "desert|canyon|wasteland|quarry|wuste|desierto|badlands|moon|planet"),
    ("park", "park|playground|plaza garden|parc|spielplatz|parque|jardin public|zoo|fairground|carnival"),
    ("field", "field|farm|meadow|farmland|vineyard|orchard|ranch|battlefield|prairie|plain|champ|ferme|pre|feld|wiese"
     "|acker|bauernhof|campo|granja|prado|racetrack|stadium|pitch"),
    ("storefront", "shop|store|bar|pub|cafe|restaurant|diner|theatre|theater|cinema|hotel|motel|club|nightclub|bank"
     "|hospital|police station|school|church|museum|library|courthouse|office|office building|magasin|hopital|ecole"
     "|eglise|gare|theatre|laden|kino|kirche|schule|krankenhaus|rathaus|tienda|iglesia|escuela|station|apartment"
     " building|apartment|building|immeuble|edificio|gebaude|town hall|entrance|tower|castle|palace"),
    ("street", "street|city|city street|avenue|boulevard|sidewalk|pavement|downtown|crosswalk|intersection|corner|town"
     "|village|square|market|plaza|rue|ville|place|trottoir|strasse|stadt|platz|burgersteig|calle|ciudad|acera|pueblo"
     "|bus|car|taxi|van|train"),
)  # fmt: skip

_BOUNDED: dict[str, re.Pattern[str]] = {}


def is_inside(heading: Heading) -> bool:
    """INT. and INT/EXT. are shot inside; without either, the words decide."""
    if heading.setting is not None:
        return heading.setting != "EXT"
    return _first(_OUTSIDE, plain(heading.place)) is None


def kind_of(heading: Heading, text: str = "") -> str:
    """The library's kind for a heading: by its sub-location, its location, then the scene's action ``text``."""
    inside = is_inside(heading)
    lists = (*_ANYWHERE, *(_INSIDE if inside else _OUTSIDE))
    other = _OUTSIDE if inside else _INSIDE
    for words in (heading.sub_location, heading.location, heading.place):
        found = _first(lists, plain(words))
        if found is not None:
            return found
    # A street under INT. is still a street; a kitchen under EXT. is more likely a slip than a field.
    strays = {"street", "forest", "beach", "field", "park", "desert", "mountain", "alley"} if inside else {"kitchen"}
    stray = _first(other, plain(heading.place))
    if stray in strays:
        return stray
    opening = plain(text[:400])
    return _first(lists, opening) or ("room" if inside else "exterior")


def names_a_kind(words: str, *, inside: bool) -> bool:
    """Whether the words of a sub-location name a kind of place by themselves."""
    return _first((*_ANYWHERE, *(_INSIDE if inside else _OUTSIDE)), plain(words)) is not None


def _first(lists: _Words, words: str) -> str | None:
    """The kind whose words stand last in ``words``: the head of an English noun phrase ("hotel kitchen")."""
    best: tuple[int, int] | None = None
    found = None
    for kind, alternatives in lists:
        match = _last_match(alternatives, words)
        if match is not None and (best is None or match > best):
            best, found = match, kind
    return found


def _last_match(alternatives: str, words: str) -> tuple[int, int] | None:
    """(end, length) of the last match, so that later words win and longer phrases win over their own tails."""
    pattern = _BOUNDED.get(alternatives)
    if pattern is None:
        ordered = sorted(alternatives.split("|"), key=len, reverse=True)
        pattern = _BOUNDED[alternatives] = re.compile(rf"\b(?:{'|'.join(map(re.escape, ordered))})s?\b")
    spans = [match.span() for match in pattern.finditer(words)]
    return max((end, end - start) for start, end in spans) if spans else None
