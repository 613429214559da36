"""First names and surnames that are common in the Netherlands and Belgium: the evidence for a column of names.

Words of the language, not people. A list need not be complete: a column is judged by how many of its values
are in it, and a unit, function or place hardly ever is.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FIRST_NAMES = _words(
    """
    aad aart abdel achmed adam adriaan adriana agnes ahmed alain albert alex alexander ali alice alida amber amina amir
    an ana anders andre andrea andreas andries angela angelique anita anja anke ann anna anne anneke annelies annemarie
    annet annette annie anouk anthony anton antonio arie arjan arjen arno arnold arthur astrid ayse bart bas bastiaan
    ben bernard bert bianca bianca birgit bjorn bo boris bram brigitte bruno camille carla carlo carlos carmen carolien
    carolina caroline catharina cees charles charlotte chantal chen chris christel christiaan christian christina
    christine christophe cindy claire claudia cor cornelia cornelis corrie dana daan daniel danielle david debbie
    dennis desiree diana dick diederik dieter dimitri dirk dominique dorien driss eddy edith edwin eef eline elisa
    elisabeth elise elke ellen els elsa emiel emily emma emmanuel eric erica erik erika ernst erwin esmee esther eva
    evelien evelyn evert fatima fatma femke ferdinand ferry fien filip floor floris francesca francis francisca
    frank frans frederik freek fred frits gabriel geert gerard gerben gerda gerrit gert giovanni gijs gilles
    gwen hanna hannah hans hanneke harm harold harrie harry hasan hassan heidi hein heleen helen helena hendrik henk
    henny henri herman hilde hubert hugo ibrahim ida igor ilona ilse inge ingrid irene iris irma isabel isabelle ivan
    ivo jaap jack jacob jacqueline jacques jakob jan jana jane janneke jannie jans jasmijn jason jasper jean jeanette
    jef jelle jennifer jenny jeroen jessica jesse jip jo joan joanna job jochem joep johan johanna johannes john
    jolanda jonas jonathan joop joost jordy jorge joris jos jose josef joseph josephine joke joyce juan judith julia
    julie jurgen justin karel karen karim karin karl katja katrien kees kelly kevin khalid kim kimberly klaas koen
    kris kristel lara lars laura laurens leen lena lennart leo leon leonie leyla lies liesbeth lieve linda lisa
    lisette lore loes lotte louis louise lucas lucia luc luca ludo luis luuk lydia maaike maarten manon marc marcel
    marco maria marian marie marieke marijke marijn marina marina mario marion marissa marit marja marjan marjolein
    mark marleen marlies martha martijn martin martina martine mary mathias mathieu matthijs maud maurice max mees
    mehmet melanie melissa merel mia michael michel michelle michiel mieke mike milan milou mirjam mo mohamed mohammad
    mohammed monica monika monique mustafa myriam naomi natalia natalie natasja nadia nadine nele nick nico nicolas
    nicole niels nienke nina noa noah noor noortje olga oliver olivier omar otto pascal patricia patrick patrik paul
    paula pauline peggy peter petra philip philippe piet pieter pim priya quinten rachel rachid ralf ramona raymond
    rebecca remco remy rene renate rianne richard rick rik rita rob robbert robert robin roel roeland roger roland
    rolf romy ronald ron roos rosa rosalie rudi rudy ruben ruth ruud saar sabine said samira sam samuel sander
    sandra sanne sara sarah saskia sebastiaan sem serge sharon silvia simon simone sjaak sjoerd sofia sofie sonja
    sophie stefan stefanie stephanie sterre steven stijn sunita susan susanne suzanne svetlana sven sylvia tamara tanja
    tara ted tess tessa theo thea thijs thomas tiago tijmen tim timo tine tineke tobias tom tomas toon trudy truus
    ursula valerie vanessa vera veronique victor victoria viktor vincent walter wendy wei werner wesley wessel wilhelmina
    wiebe wilco wilfried willem willemijn william wilma wim wouter xavier yannick yasmin youssef yolanda yvette
    yvonne yusuf zoe zeynep
    """
)
SURNAMES = _words(
    """
    aerts bakker beek berg bergh boer boersma bos bosch bosman bouwman brand brink broek brouwer bruijn bruin claes
    claessens claeys cornelissen cox dam daniels declercq dekker desmet dewilde dijk dijkstra dubois dupont evers gerritsen
    goossens graaf groen groot haan hendriks hendrikx hermans heuvel hoekstra horst huisman jacobs jager jansen janssen
    janssens jong jonge jonker kok koning koster kramer kuiper kuijpers lambert leeuwen lemmens linden maas maes martens
    meer meijer mertens meulen michiels molenaar mulder nguyen peeters peters pauwels post postma prins sanders schouten
    scholten singh smeets smet smit smits smith sluis stevens ven veen vermeulen verhoeven verschueren visser vliet vos
    vries wal wagenaar wang willems willemsen wijk wit wouters yilmaz zhang
    """
)
PARTICLES = _words("van de der den het ten ter te 't 's la le el al von zu di da dos del op in")
