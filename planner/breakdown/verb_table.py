"""Verbs of action, as scripts write them, and which of the planner's verbs each means.

One line a verb: its base, then what it means with the particles that may follow it; ``*`` stands for
any or none, nothing behind a colon means that the phrase is no doing.  ``~`` before a particle list
lets the particle stand apart from its verb ("puts the phone down").
"""

from __future__ import annotations

_MOVES = (
    "in|into|inside|aboard|through|onboard:enter out|off|outside|away:exit back|backwards|backward:retreat"
    " to|towards|toward|up|over|closer|forward|nearer|across|down|past|along|around|round|between|between|on|onto:"
)
_NEAR = "up|over|closer|to|towards|toward|forward|down|across"
ENGLISH = f"""
enter *:enter
board *:enter
arrive *:enter
appear to:  *:enter
emerge *:enter
come in|into|inside|aboard|through|out|back|home:enter {_NEAR}:approach on: *:
walk {_MOVES}cross *:cross
step {_NEAR}:approach on|onto|aboard|in|into|inside|through:enter off|out|outside|away:exit back|aside:retreat *:cross
go in|into|inside:enter out|off|outside|away|upstairs|downstairs|home:exit back|to|towards|toward|over|up|down:cross *:
move in|closer|towards|toward|up|forward:approach away|back|aside:retreat over|to|across|along|past|around:cross *:
head out|off|outside|away|home:exit in|inside|into:enter to|towards|toward|for|up|down|over|back:cross *:
hurry {_MOVES}run *:run
rush {_MOVES}run *:run
dash {_MOVES}run *:run
sprint {_MOVES}run *:run
race {_MOVES}run *:run
run out|off|outside|away:exit in|into|inside:enter *:run
jog *:run
flee *:exit
burst in|into|through:enter out:exit *:
storm in|into:enter out|off|away:exit *:
stride {_MOVES}cross *:cross
march {_MOVES}cross *:cross
stroll {_MOVES}cross *:cross
wander {_MOVES}cross *:cross
crawl {_MOVES}cross *:cross
limp {_MOVES}cross *:cross
shuffle in|into:enter out|off|away:exit to|towards|toward|over|across|along|up|down:cross *:
stagger {_MOVES}cross *:cross
pace *:cross
creep {_MOVES}cross *:cross
sneak {_MOVES}cross *:cross
slip in|into|inside|through:enter out|away|off:exit on|and|over:fall *:
climb in|into|aboard:enter out|off:exit *:cross
jump in|into|aboard:enter off|out:exit up:rise *:
get in|into|aboard|on|onto:enter off|out:exit up:rise down:kneel closer:approach *:
leave *:exit
exit *:exit
disappear *:exit
vanish *:exit
depart *:exit
follow out|outside:exit *:cross
join *:approach
approach *:approach
near *:approach
back away|off|up:retreat *:
retreat *:retreat
withdraw *:retreat
recoil *:retreat
cross ~off|out: *:cross
sit up: *:sit
slump *:sit
settle into|on|in|down|back|onto:sit *:
perch *:sit
plop *:sit
sink into|onto|down|on|in:sit to:kneel *:
drop into|onto:sit to:kneel ~*:put
rise *:rise
stand up|from|and|then|.|,:rise *:stand
wait *:wait
pause *:wait
linger *:wait
hesitate *:wait
stop *:wait
freeze *:wait
halt *:wait
lie down|back|in|on|there|under|beside|still|asleep|face|awake|across|motionless|.:lie to: *:
recline *:lie
kneel *:kneel
crouch *:kneel
squat *:kneel
stoop *:kneel
duck *:kneel
hide under|behind|beneath|in:kneel *:
turn ~on|off|down|up|over:reach page|pages:read *:turn
spin around|round|to:turn *:
swivel *:turn
whirl *:turn
wheel around|round:turn *:
face *:turn
look like|as|good|bad|tired|cold|old|young|sad|happy|ready|sick|worried|pale: *:look
glance *:look
stare *:look
gaze *:look
watch *:look
peer *:look
peek *:look
study *:look
examine *:look
inspect *:look
observe *:look
scan *:look
notice *:look
see *:look
spot *:look
squint *:look
glare *:look
eye *:look
regard *:look
point *:point
gesture *:point
indicate *:point
reach *:reach
touch *:reach
grope *:reach
press *:reach
push *:reach
pull ~out|from|off|up:take *:reach
knock *:reach
close *:reach
shut *:reach
lock *:reach
unlock *:open
open *:open
unwrap *:open
take ~out|from|off|away|up:take *:take
grab *:take
pick ~up|out|at:take *:take
snatch *:take
seize *:take
steal *:take
pocket *:take
collect *:take
produce *:take
draw *:take
catch up: *:take
lift *:take
accept *:take
give up|in: *:give
hand ~over|back|out:give *:give
pass out|away: by|through|over:cross *:give
offer *:give
toss *:give
slide in|into:sit over|across|to:give *:
return to:cross *:give
throw ~at:put ~away|down|out|off|into:put *:give
put on: ~*:put
place *:put
set off|out:exit ~*:put
lay *:put
lower *:hold
rest *:put
drop *:put
leave behind:put *:exit
hold out:reach still|on|back: *:hold
raise *:hold
carry *:hold
clutch *:hold
grip *:hold
hug *:hug
embrace *:hug
kiss *:hug
comfort *:hug
dial *:phone
phone *:phone
telephone *:phone
text *:phone
answer *:phone
hang ~up:hang_up *:
read *:read
write *:write
type *:write
scribble *:write
sign *:write
note down:write *:
eat *:eat
chew *:eat
bite *:eat
munch *:eat
drink *:drink
sip *:drink
swallow *:drink
gulp *:drink
drain *:drink
drive off|away:exit *:drive
steer *:drive
park *:drive
wave ~away|off: *:wave
salute *:wave
fall asleep|silent|quiet|apart|for|in|back: *:fall
collapse *:fall
faint *:fall
trip *:fall
stumble in|into:enter out:exit *:fall
tumble *:fall
cry out: *:cry
weep *:cry
sob *:cry
laugh *:laugh
chuckle *:laugh
giggle *:laugh
nod off: *:nod
shake *:nod
lean back|on|against|over|in|into|forward|across|down:wait *:
"""
OTHERS = """
entre entrent arrive arrivent monte eintritt betritt entra entran llega llegan sube:enter
sort sortent part partent quitte quittent disparait verlasst verschwindet sale salen desaparece:exit
assoit assied assoient assise assis assieds sitzt sitzen setzt setzen sienta sientan sentado sentada:sit
leve levent erhebt erheben levanta levantan:rise
allonge couche allonges liegt liegen acostado acostada tumbado tumbada:lie
agenouille kniet arrodilla:kneel
traverse traversent marche marchent avance avancent geht gehen camina caminan cruza cruzan anda:cross
approche approchent nahert tritt acerca acercan:approach
recule reculent retrocede:retreat
tourne tournent retourne retournent dreht drehen wendet gira giran vuelve:turn
regarde regardent fixe observe observent voit sieht sehen schaut schauen blickt beobachtet mira miran observa ve:look
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
tombe tombent fallt sturzt cae caen:fall
pleure pleurent weint weinen llora lloran:cry
rit rient lacht lachen rie rien:laugh
hoche nickt asiente:nod
"""
