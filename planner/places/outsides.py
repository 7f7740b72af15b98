"""What headings call places out of doors and places that may be either, kind by kind, in the same languages."""

from __future__ import annotations

from planner.places.lists import Words

ANYWHERE: Words = (
    ("rooftop", "rooftop|roof|roof terrace|toit|dach|dachterrasse|azotea|tejado|terraza|tetto|telhado|cobertura"
               "|helipad"),
    ("station_platform", "platform|train station|railway station|quai de gare|gare|bahnsteig|bahnhof|anden"
                        "|estacion de tren|estacion|subway station|metro station|tube station|binario|stazione"
                        "|stazione ferroviaria|plataforma|estacao|subway platform|metro platform|train platform"
                        "|railway platform"),
    ("boat", "boat|deck|ship|ferry|yacht|trawler|bateau|navire|pont du navire|schiff|boot|faehre|fahre|barco|buque"
            "|cubierta|barca|nave|traghetto|navio|barco a vela|longship|long ship|longboat|sailboat|fishing boat"
            "|rowboat|lifeboat|raft|galleon|warship|battleship|cruise ship|ocean|open sea|at sea|high seas|speedboat"
            "|canoe|gondola|drakkar|drachenboot"),
)  # fmt: skip

OUTSIDE: Words = (
    ("phone_booth", "phone booth|telephone booth|phone box|telephone box|call box|cabine telephonique|telefonzelle"
                   "|cabina telefonica|cabine telefonica"),
    ("market", "market|marketplace|market place|market square|bazaar|souk|marche|marktplatz|markt|mercado|mercato"
              "|feira"),
    ("church_exterior", "church|chapel|cathedral|churchyard|monastery|abbey|temple|mosque|eglise|chapelle|cathedrale"
                       "|abbaye|parvis|kirche|kapelle|dom|kloster|iglesia|capilla|catedral|monasterio|chiesa"
                       "|cattedrale|igreja|capela"),
    ("castle", "castle|palace|fortress|citadel|castle gate|ramparts|battlements|stronghold|chateau|chateau fort"
              "|palais|forteresse|remparts|burg|schloss|festung|castillo|palacio|fortaleza|muralla|castello|fortezza"
              "|castelo"),
    ("village_square", "village|village square|village green|settlement|hamlet|place du village|dorf|dorfplatz"
                      "|pueblo|aldea|plaza del pueblo|villaggio|borgo|piazza del paese|aldeia|vila"),
    ("battlefield", "battlefield|battleground|battle field|trench|trenches|no man s land|front line"
                   "|champ de bataille|tranchee|schlachtfeld|schutzengraben|campo de batalla|trinchera"
                   "|campo di battaglia|trincea|campo de batalha|trincheira"),
    ("bus_stop", "bus stop|bus shelter|tram stop|bus station|arret de bus|arret d autobus|bushaltestelle|haltestelle"
                "|parada de autobus|parada|fermata|fermata dell autobus|ponto de onibus|taxi stand|taxi rank"),
    ("car_park", "parking lot|car park|parking garage|parking|parkplatz|aparcamiento|estacionamiento|gas station"
                "|petrol station|tankstelle|gasolinera|parcheggio|estacionamento|drive in|truck stop|rest stop"
                "|service station"),
    ("yard", "yard|depot|bus depot|courtyard|loading dock|factory|warehouse|prison|barracks|cour|hof|innenhof|patio"
            "|entrepot|usine|junkyard|scrapyard|construction site|building site|baustelle|cortile|quintal|jail yard"
            "|prison yard|farmyard|barn|stable|stables|schoolyard|school yard|compound|military base|gate|front gate"
            "|scheune|grange|granero"),
    ("alley", "alley|alleyway|back street|backstreet|ruelle|gasse|callejon|vicolo|beco|backlot|behind the bar"
             "|underpass"),
    ("country_road", "country road|highway|freeway|motorway|dirt road|roadside|road|lane|route|landstrasse|autobahn"
                    "|carretera|bridge|pont|brucke|puente|autostrada|strada di campagna|estrada|rodovia|crossroads"
                    "|railroad tracks|railway tracks|train tracks|tunnel|overpass|checkpoint|border|border crossing"
                    "|toll booth|race track"),
    ("suburb_street", "suburb|suburban street|residential street|driveway|house|home|cottage|villa|mansion"
                     "|front door|front porch|porch|maison|haus|casa|neighborhood|neighbourhood|vorort|villetta"
                     "|casa di campagna|house front|residence|estate|farmhouse|cabin|bungalow|mobile home|trailer"
                     "|trailer park|hut|lodge|ranch house|doorstep|front yard|front lawn|apartment complex"),
    ("garden", "garden|back garden|backyard|back yard|lawn|terrace|jardin|garten|terrasse|balcony|balcon|balkon"
              "|giardino|jardim|balcone|terrazza|varanda|pool|swimming pool|poolside|pool deck|greenhouse|piscine"
              "|piscina|schwimmbad|veranda|deck of the house"),
    ("graveyard", "graveyard|cemetery|grave|cimetiere|friedhof|cementerio|cimitero|cemiterio|tomb|mausoleum"
                 "|burial ground|burial mound"),
    ("harbour", "harbour|harbor|port|dock|docks|pier|quay|wharf|jetty|marina|quai|hafen|kai|puerto|muelle|porto|molo"
               "|boat launch|boathouse|shipyard|docklands|longship landing"),
    ("beach", "beach|shore|seashore|seaside|coast|island|plage|strand|kuste|playa|costa|dunes|sea|spiaggia|praia"
             "|shoreline|lagoon|cove|fjord"),
    ("riverside", "river|riverbank|riverside|lake|lakeside|pond|creek|stream|canal|swamp|riviere|lac|fluss|ufer|see"
                 "|rio|lago|orilla|fiume|riva|margem|waterfall|stream bank|bank of the river|bridge over the river"
                 "|dam|marsh|bayou"),
    ("camp", "camp|campsite|campfire|campement|lager|zeltplatz|campamento|accampamento|acampamento|encampment"
            "|army camp|war camp|tent|tents|refugee camp|zelt|tente"),
    ("forest", "forest|woods|wood|jungle|clearing|grove|foret|bois|clairiere|wald|lichtung|bosque|selva|foresta"
              "|bosco|floresta|rainforest|woodland|edge of the forest|tree line|treeline|trail|sentier|waldweg"),
    ("mountain", "mountain|mountains|cliff|hill|hilltop|summit|peak|ridge|valley|montagne|colline|falaise|berg|hugel"
                "|gipfel|montana|colina|acantilado|montagna|collina|montanha|morro|cliffs|mountainside|mountain top"
                "|mountaintop|volcano|glacier|tundra|snowfield|precipice|klippe|crag"),
    ("desert", "desert|canyon|wasteland|quarry|wuste|desierto|badlands|moon|planet|deserto|salt flats|mesa|gulch"
              "|alien planet|mars|surface of the moon"),
    ("park", "park|playground|plaza garden|parc|spielplatz|parque|jardin public|zoo|fairground|carnival|parco"
            "|giardini pubblici|amusement park|baseball field|basketball court|tennis court|skate park"),
    ("field", "field|farm|meadow|farmland|vineyard|orchard|ranch|prairie|plain|champ|ferme|pre|feld|wiese|acker"
             "|bauernhof|campo|granja|prado|racetrack|stadium|pitch|prato|fattoria|fazenda|pasture|cornfield"
             "|corn field|wheat field|plains|steppe|grassland|football field|soccer field|golf course|airfield"
             "|runway|tarmac|airstrip|paddock|corral|countryside|heath|moor"),
    ("storefront", "shop|store|bar|pub|cafe|restaurant|diner|theatre|theater|cinema|hotel|motel|club|nightclub|bank"
                  "|hospital|police station|school|museum|library|courthouse|office|office building|magasin|hopital"
                  "|ecole|laden|kino|schule|krankenhaus|rathaus|tienda|escuela|station|apartment building|apartment"
                  "|building|immeuble|edificio|gebaude|town hall|entrance|tower|chiesa madre|negozio|ristorante"
                  "|scuola|ospedale|loja|restaurante|escola|police precinct|precinct|laundromat|supermarket"
                  "|convenience store|casino|warehouse district|gallery|embassy|post office|fire station|airport"
                  "|terminal|gym|skyscraper|tower block|high rise|lobby|cafeteria"),
    ("street", "street|city|city street|avenue|boulevard|sidewalk|pavement|downtown|crosswalk|intersection|corner"
              "|town|square|plaza|rue|ville|place|trottoir|strasse|stadt|platz|burgersteig|calle|ciudad|acera|bus"
              "|car|taxi|van|train|strada|piazza|citta|rua|avenida|cidade|praca|broadway|main street|high street"
              "|town square|city skyline|skyline|road side|neighborhood street|chinatown|red light district"
              "|sidewalk cafe"),
)  # fmt: skip
