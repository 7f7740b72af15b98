"""English verbs that move a body or bring it down: coming and going, sitting, falling, getting up.

One line a verb: its base, then what it means with the particles that may follow it; ``*`` stands for
any or none, nothing behind a colon means that the phrase is no doing.  ``~`` before a particle list
lets the particle stand apart from its verb ("puts the phone down").  Bases joined by ``+`` share their senses.
"""

from __future__ import annotations

_MOVES = (
    "in|into|inside|aboard|through|onboard:enter out|off|outside|away:exit back|backwards|backward:retreat"
    " to|towards|toward|up|over|closer|forward|nearer|across|down|past|along|around|round|between|on|onto:"
)
_NEAR = "up|over|closer|to|towards|toward|forward|down|across"
MOVING = f"""
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
shuffle in|into:enter out|off|away:exit to|towards|toward|over|across|along|up|down:cross ~cards|papers:hold *:cross
stagger {_MOVES}cross *:cross
pace *:cross
creep {_MOVES}cross *:cross
sneak {_MOVES}cross *:cross
slip in|into|inside|through:enter out|away|off:exit on|and|over:fall *:
climb in|into|aboard:enter out|off:exit *:cross
jump in|into|aboard:enter off|out:exit up:rise *:react
get ~feet|foot:rise in|into|aboard|on|onto:enter off|out:exit up:rise down:kneel closer:approach *:
leave behind:put ~on|in:put *:exit
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
sit up|back|forward|upright|straight:react *:sit
slump *:sit
settle into|on|in|down|back|onto:sit *:
perch *:sit
plop *:sit
stumble in|into:enter out:exit back|backwards:retreat over:fall to|toward|towards|across|forward|through:cross *:react
lower+ease+throw+fling ~himself|herself|themselves:sit
sink into|onto|down|on|in:sit to:kneel *:
drop into|onto:sit to:kneel down:kneel through|from:enter .|,|dead|like:fall ~*:put
rise *:rise
stand ~feet:rise up|from|and|then|.|,:rise *:stand
wait *:wait
pause *:wait
linger *:wait
hesitate *:wait
stop a|an|the|his|her:reach *:wait
freeze *:wait
halt *:wait
lie to|about|again|badly|smoothly|through|for|convincingly: *:lie
recline *:lie
kneel *:kneel
crouch *:kneel
squat *:kneel
stoop *:kneel
duck *:kneel
hide under|behind|beneath|in:kneel
turn ~on|off|down|up|over:reach page|pages:read *:turn
spin around|round|to:turn *:
swivel *:turn
whirl *:turn
wheel around|round:turn *:
face *:turn
amble+saunter+trudge+plod+lumber+stalk+hobble+waddle+tiptoe+totter+inch+edge+drift+glide+prowl {_MOVES}cross *:cross
bound+skip+trot+scurry+scuttle+bustle+charge+gallop {_MOVES}run *:run
barge+lurch+squeeze+shoulder {_MOVES}cross *:cross
weave+thread+wade+swim+parade {_MOVES}cross *:cross
hop+leap+vault+spring in|into|aboard:enter off|out|down:exit up|to:rise back:retreat *:cross
scramble ~feet|up:rise in|into:enter out:exit *:cross
struggle ~feet|up:rise *:react
clamber ~feet|up:rise in|into|aboard:enter out:exit *:cross
push+haul+heave+pick+pull+lift+help ~himself|herself|themselves:rise
make ~way:cross for:cross
continue on|along|down|up|past|through:cross
circle *:cross
roam+patrol *:cross
chase+pursue+tail *:run
lead+guide+usher+escort+drag ~into|inside:enter ~out|outside|away|off:exit *:cross
bring in|inside:enter ~to|over|back|into:cross *:give
reappear+materialise+materialize *:enter
reenter *:enter
slouch+sprawl+lounge *:sit
occupy+preside *:sit
sleep+doze+nap *:react
wake+awaken *:react
curl ~up:lie
stretch ~out:lie *:react
straddle *:sit
mount *:sit
dismount *:rise
dive behind|under|beneath:kneel into|in:enter *:fall
bend down:kneel *:reach
cower+hunker+cringe *:kneel
flop+sag+crash down|into|onto|on:sit *:fall
crumple+crumble+topple+keel+swoon+pitch+die+expire+perish *:fall
black out:fall
fall asleep|silent|quiet|apart|for|short|behind|under: back:retreat *:fall
double over|up:react
collapse+faint+tumble+trip *:fall
buckle *:react
land face|hard|flat|heavily:fall
lose ~balance|footing|consciousness:fall
huddle+assemble+cluster+loom+hover+remain+stay *:wait
gather round|around|at|in|.|,|to|on:wait
block+bar+guard *:wait
"""
