"""English verbs of looking and handling, and of what face and voice do, in the manner of ``moving``."""

from __future__ import annotations

HANDLING = """
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
shut *:reach
unlock *:open
open *:open
unwrap *:open
take ~out|from|off|away|up:take *:take
grab *:take
pick ~up|out|at:take *:take
snatch *:take
seize *:take
steal *:take
collect *:take
produce *:take
catch up: *:take
hand ~over|back|out:give *:give
offer *:give
slide in|into:sit over|across|to:give *:
return to:cross *:give
put on: ~arms|arm:hug ~*:put
set off|out:exit ~*:put
lay *:put
carry on: ~out|outside|away:exit ~into|inside:enter ~to|towards|toward|down|up|across|along|past:cross *:hold
clutch *:hold
grip *:hold
hug *:hug
embrace *:hug
kiss *:kiss
comfort *:hug
dial *:phone
phone *:phone
telephone *:phone
read *:read
write *:write
type *:type
scribble *:write
note down:write *:
eat *:eat
chew *:eat
bite *:eat
munch *:eat
drink *:drink
sip *:drink
gulp *:drink
drain *:drink
drive off|away:exit *:drive
park *:drive
wave ~away|off: *:wave
salute *:salute
weep *:cry
sob *:cry
laugh *:laugh
chuckle *:laugh
giggle *:laugh
lean back|on|against|over|in|into|forward|across|down:wait *:
check+consider+survey+contemplate+appraise+behold+spy+discover+find *:look
search+rummage+rifle *:reach
exchange ~looks|glances|look|glance:look *:give
lock ~eyes|gazes:look *:reach
meet ~eyes|gaze|look:look *:approach
shoot ~look|glance:look *:point
fire+aim *:aim
draw back|away:retreat up:cross *:take
throw ~arms|arm:hug up|back:react ~at:put ~away|down|out|off|into|on|onto|in:put *:give
toss ~away|down|on|onto|into|in|aside:put *:give
wrap+fling ~arms|arm:hug *:put
fumble+lunge+swing+swat+claw+scrabble *:reach
jerk+twitch+roll+writhe+convulse *:react
hurl+lob+chuck+slam+dump+stack+spread+arrange+place *:put
push+shove ~into|in:put *:shove
pull back|away:retreat ~out|from|off|up|down:take *:reach
slap+punch+hit+strike+kick+smack+whack *:strike
poke+tap+pat+stroke+nudge+caress+brush+rub+scratch+prod *:reach
stab+fight+attack+tackle+wrestle+grapple *:strike
choke+strangle+ambush+kill+murder+subdue+restrain+handcuff+cuff *:reach
tie+untie+arrest+frisk+tickle+massage+bandage+bathe+feel+pinch+jab+elbow+bump+bang+pound+hammer+rap+thump *:reach
knock back:drink *:reach
flip+flick+switch+close+latch *:reach
bolt out|from|off|away:exit in|into:enter for|to|across|down|up|past|through:run *:reach
start+begin a|an|the|his|her:reach
unlatch+unbolt+unzip+unroll+unfold+unfurl *:open
lift ~up|off|out|from|down:take *:hold
hoist+scoop+retrieve+fetch+remove+extract+pluck+yank+wrench+unhook+unplug+swipe+palm+claim+accept+receive *:take
pocket+holster+sheathe+stow+stash+insert+deposit+plug+hide+bury+replace+tuck+stuff+cram+pack *:put
load ~into|onto|in:put *:hold
hang back:wait ~up:hang_up ~on|over|from:put
give up|in: *:give
serve+pay+feed+deliver+lend+sell *:give
pass out:fall away: by|through|over:cross *:give
hold out:reach still|on|back: *:hold
raise ~gun|pistol|rifle|revolver|weapon|shotgun:aim *:hold
lower+show+brandish+wield+flourish+cradle+balance+grasp+gather *:hold
chop+slice+cut+peel+stir+mix+pour+knead+cook+fry+boil+bake+brew+prepare+wash+rinse+wipe+scrub+polish+clean+sweep *:hold
mop+fold+sew+knit+paint+sketch+carve+dig+rake+drill+weld+fix+repair+mend+adjust+tune *:hold
play+strum+count+sort+wind+light+smoke+puff+reload+twist+tear+rip *:hold
shake ~hand|hands:reach ~head|heads:shake_head *:nod
nod off:react *:nod
bow+curtsy *:nod
sign+scrawl+jot+doodle *:write
text *:phone
answer *:phone
call 911|him|her|home:phone out|to|after|back|from|for:react
swallow nothing|hard|.|,|and:react *:drink
cry out:react *:cry
devour+nibble+taste+lick *:eat
swig+slurp *:drink
beckon *:wave
ride+pilot *:drive
rest+prop *:put
smile+grin+smirk+sneer+beam+frown+scowl+wince+grimace+flinch+blush+blink+wink+sigh+gasp+groan+moan+grunt *:react
yawn+cough+sneeze+sniff+snort+snore+pant+breathe+exhale+inhale+gag+vomit+spit+shiver+shudder+tremble+sweat *:react
listen+hear+relax+stiffen+tense+brighten+soften+hum+sing+whistle+mumble+mutter+murmur+whisper *:react
shout+yell+scream+shriek+roar+holler+bellow+snap+speak+talk+chat+argue+recite+announce+preach+address *:react
shrug *:shrug
think *:think
pray *:pray
cheer *:cheer
clap+applaud *:clap
dance+waltz *:dance
sway+fidget+squirm+straighten+tighten+clench+wring+savour+savor+gloat+react+realize+realise *:react
remember+ignore+swear+curse+protest+plead+beg+apologize+apologise+concentrate+focus+drool+bleed+suffer *:react
"""
