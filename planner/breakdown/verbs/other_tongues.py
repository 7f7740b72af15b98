"""French, German and Spanish verbs in their plain forms, each line with what they mean."""

from __future__ import annotations

OTHERS = """
entre entrent arrive arrivent monte eintritt betritt entra entran llega llegan sube:enter
sort sortent part partent quitte quittent disparait verlasst verschwindet sale salen desaparece:exit
assoit assied assoient assise assis assieds sitzt sitzen setzt setzen sienta sientan sentado sentada:sit
leve levent releve relevent erhebt erheben levanta levantan:rise
allonge couche allonges liegt liegen acostado acostada tumbado tumbada:lie
agenouille kniet arrodilla:kneel
traverse traversent marche marchent avance avancent geht gehen camina caminan cruza cruzan anda:cross
approche approchent nahert tritt acerca acercan:approach
recule reculent retrocede:retreat
tourne tournent retourne retournent dreht drehen wendet gira giran vuelve:turn
regarde regardent fixe observe observent voit sieht sehen schaut schauen blickt beobachtet mira miran observa ve:look
steht stehen steh:stand
kommt kommen:approach
montre zeigt senala:point
prend prennent saisit ramasse nimmt nehmen greift toma coge recoge agarra:take
donne donnent tend tendent gibt reicht geben da entrega ofrece:give
pose posent depose legt legen stellt pone deja coloca:put
ouvre ouvrent offnet offnen abre abren:open
pousse touche frappe druckt beruhrt klopft toca empuja:reach
lit lisent liest lesen lee leen:read
ecrit schreibt escribe:write
telephone appelle telefoniert anruft llama:phone
raccroche auflegt cuelga:hang_up
court courent rennt rennen lauft laufen corre corren:run
attend attendent wartet warten espera esperan:wait
tient tiennent halt halten sostiene lleva:hold
boit boivent trinkt trinken bebe beben:drink
mange mangent isst essen:eat
conduit fahrt conduce maneja:drive
salue winkt saluda:wave
serre embrasse enlace umarmt kusst abraza besa:hug
tombe tombent effondre effondrent ecroule ecroulent meurt meurent fallt sturzt stirbt sterben:fall
cae caen muere mueren desploma desploman derrumba derrumban:fall
pleure pleurent weint weinen llora lloran:cry
rit rient lacht lachen rie rien:laugh
hoche nickt asiente:nod
"""

PHRASES = """
steht auf, stehen auf, richtet auf, richten auf, setzt auf, rappelt auf, pone de pie, ponen de pie:rise
bricht zusammen, brechen zusammen, sackt zusammen, fallt um, kippt um, sinkt zu boden, geht zu boden:fall
kommt herein, kommen herein, kommt rein, kommt hinein, tritt ein, treten ein, geht hinein, gehen hinein:enter
steigt ein:enter
geht hinaus, gehen hinaus, geht raus, geht weg, gehen weg, geht fort, steigt aus, kommt heraus, rennt hinaus:exit
se < va, en < va, se < van, lauft hinaus, lauft weg:exit
legt hin, legen hin:lie
setzt hin, setzen hin:sit
hebt auf, heben auf:take
legt auf, legen auf:hang_up
ruft an, rufen an, nimmt ab:phone
dreht um, drehen um:turn
macht auf, machen auf:open
sieht an, sieht um, schaut an, schaut um, blickt auf:look
est debout, sont debout, reste debout, esta de pie, estan de pie:stand
"""
"""A verb with the words that make it another: a German prefix at the end of its clause, a reflexive before it (``<``),
or the words right behind it.
"""
