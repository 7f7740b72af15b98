"""Given names that are usual for one gender, in several languages; names usual for both are left out on purpose."""

from __future__ import annotations

from collections.abc import Iterable

from film.words.plain import plain

_FEMALE = """
abigail ada adele adriana agatha agnes agnieszka aisha alba alice alicia alina amanda amara amelia amelie amina amy
ana anastasia andrea angela angelica anita anja anna anne annie antonia april ariel astrid audrey aurora ava barbara
beatrice beatriz becky bella bernadette beth bettina betty bianca birgit bonnie brenda bridget brigitte camila camille
candice carla carmen carol carolina caroline cassandra caterina catherine cecile cecilia celia celine charlotte
chantal chiara chloe christina christine cindy claire clara clarissa claudia colette constance cora cordelia corinne
cristina cynthia daisy daniela daphne deborah delia delphine denise desdemona diana diane dolores donna dora doris
dorothy edith edna eileen elaine eleanor elena elisa elisabeth elise eliza elizabeth ella ellen eloise elsa elsie
emilia emily emma erica erika erin esmeralda esperanza estelle esther eugenia eva evelyn fatima fatou felicity
fernanda fiona flora florence frances francesca franziska freya frieda gabriela gabrielle gemma genevieve georgia
georgina gertrude gina giulia giulietta gloria grace graciela greta gretchen guadalupe gwen hanna hannah harriet
heather heidi helen helena helene henrietta hermione hilda holly ida ilse imogen ines ingrid irene iris irina isabel
isabella isabelle ivana ivy jacqueline jade jane janet janice jasmine jeanne jennifer jenny jessica jill joan joanna
jocelyn johanna josefina josephine judith judy julia julie juliet juliette justine kamala karen karin karla kate
katharina katherine kathleen kathy katie katja katrin kim kirsten klara kristin kristina lara latisha laura lauren
layla lea leila lena leonie leticia lila lily lina linda lisa lise liv livia liz lola lorena lorraine louisa louise
lucia lucie lucille lucinda lucy luisa luise luna lydia mabel madeleine madeline magda maggie maja mara margaret
margarita margot maria mariana marie marina marion marjorie marlene marta martha martina mary mathilde matilda maureen
maya megan mei melanie melissa mercedes meryl mia michelle mildred mina miranda miriam moira molly mona monica monika
nadia nadine nancy naomi natalia natalie natasha nell nelly nicole nicolette nina noemi nora norma odette olga olivia
ophelia padma paloma pamela patricia paula pauline pearl peggy penelope petra phoebe phyllis pia pilar polly priscilla
priya rachel ramona rebecca regina renata rita rosa rosalind rosalie rose rosemary rosie roxanne ruth sabine sabrina
sadie sally samantha sandra sandy sara sarah saskia scarlett selena selma shannon sharon sheila shirley sibylle sigrid
silvia simone sofia sonia sonja sophia sophie stella stephanie sue susan susanna susanne suzanne svetlana sylvia
sylvie tabitha tamara tamsin tania tanya tatiana teresa tess tessa thea thelma theresa tiffany tilda tina trudy ulrike
ursula valentina valeria valerie vanessa vera verena veronica victoria viola violet virginia vivian vivienne wanda
wendy wilhelmina winifred ximena yara yasmin yolanda yuki yvette yvonne zainab zelda zoe zora
"""

_MALE = """
aaron abdul abel abraham adam adrian ahmed aidan alan albert alberto aldo alejandro alessandro alfonso alfred ali
alistair alonso alvaro anders andre andreas andres andrew andy angelo angus anthony antoine anton antonio archibald
archie armand arnold arthur arturo axel balthazar barry bart basil beau ben benedict benjamin benoit bernard bernd
bernie bert bill billy bjorn bob bobby boris brad brandon brendan brian bruce bruno caleb calvin carl carlo carlos
cedric cesar charles charlie chen chester christian christoph christopher chuck clarence clark claude claudio clemens
clifford clint colin connor conrad craig curtis cyril dan daniel dante darren dave david dean denis dennis derek
desmond detlef dev dick diego dieter dimitri dirk dmitri dominic don donald doug douglas duncan dustin dwight earl ed
eddie edgar edmund eduardo edward edwin eli elias elliot emil emilio emmanuel enrique enzo eric erik ernest ernesto
ernst ethan etienne eugene evan fabian fabio federico felipe felix ferdinand fernando florian floyd francesco francis
francisco francois frank frankie franz fred freddie frederick friedrich fritz gabriel gareth garth gary gaston gavin
geoff geoffrey george georges gerald gerard gerd gerhard gilbert giles gino giorgio giovanni giuseppe glenn godfrey
gonzalo gordon graham greg gregor gregory guillaume guillermo gunther gus gustav guy hamid hamlet hank hannes hans
harald harold harry harvey hassan hector heinrich heinz helmut henri henrik henry herbert herman hiro horace horst
horatio howard hubert hugh hugo humphrey ian ibrahim igor ike immanuel isaac ivan jack jacob jacques jaime jake jakob
james jan jared jason javier jean jeff jeffrey jens jeremy jerome jerry jesus jim jimmy joachim joaquin joe joel
johann johannes joey john johnny jonas jonathan jorge jose josef joseph josh joshua juan jules julian julien julio
julius jurgen justin kai karim karl keith ken kenneth kevin khalid klaus konrad kurt kyle lance larry lars laurent
laurence lawrence lear leo leon leonard leopold leroy lester levi liam lionel lloyd lorenzo lothar louis luc luca
lucas lucien lucio ludwig luigi luis luke lukas luther magnus malcolm manfred manuel marc marcel marco marcos marcus
mario marius mark markus marlon martin marvin massimo mateo mathieu matt matteo matthew matthias maurice mauricio max
maximilian maxwell mehmet melvin michael michel miguel mike mikhail miles milo milton mitch mohamed mohammed moritz
moses murray nathan nathaniel ned neil nelson niall nicholas nick nicolas nigel nikolai nils noah noel norman octavio
olaf oliver olivier omar orlando oscar oskar otto owen pablo paolo pascal patrick paul pavel pedro percy pete peter
phil philip philippe pierre pietro prospero quentin quincy rafael rainer raj ralph ramon randall randy raoul raphael
raul ravi ray raymond reginald reinhard remy rene ricardo richard rick rico rob robert roberto rodney rodrigo roger
roland rolf roman romeo ron ronald rory ross roy ruben rudolf rudy rufus rupert russell ryan salvador salvatore sam
samir samuel santiago scott sean sebastian sebastien serge sergei sergio seth seymour sherlock sid sidney siegfried
silas simon spencer stan stanley stefan stephan stephen steve steven stewart stuart sven tariq ted terence theo
theodore thibault thierry thomas tim timothy tobias tobin toby todd tom tomas tommy tony travis tristan tyler udo
ulrich umberto uwe valentin vernon vic victor vicente viktor vincent vincenzo vito vladimir wade wallace walter warren
wayne werner wilbur wilhelm will willem william willie winston wolfgang xavier yann yannick yusuf yves zach zachary
zeke
"""

_GENDER = {**dict.fromkeys(_FEMALE.split(), 0.0), **dict.fromkeys(_MALE.split(), 1.0)}


def gender_of(name: str) -> float | None:
    """0 for a name usual for women, 1 for men, by any word of the full name; None where nothing is known."""
    return usual_gender(plain(name).split())


def usual_gender(words: Iterable[str]) -> float | None:
    """The same for words that are in plain form already."""
    return next((_GENDER[word] for word in words if word in _GENDER), None)
