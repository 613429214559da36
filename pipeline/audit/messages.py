"""What the audit says, in both languages. Rows are named by snapshot, unit, band and group; no count is."""

from collections.abc import Mapping

from pipeline.faults import Message

WHERE = "{snapshot}, {unit}, {band} ({scale_basis}), {group}"
DAMAGED = Message(
    en="the files of publication {id} are not those that were published: at least one was changed; run `streefcijfer "
    "refresh` to make it again",
    nl="de bestanden van publicatie {id} zijn niet die welke gepubliceerd zijn: ten minste één is veranderd; maak de "
    "publicatie opnieuw met `streefcijfer refresh`",
)
UNREADABLE = Message(
    en="publication {id} cannot be audited ({cause}); run `streefcijfer refresh` to make it again",
    nl="publicatie {id} kan niet worden nagetrokken ({cause}); maak de publicatie opnieuw met `streefcijfer refresh`",
)
STOPPED = Message(
    en="the solver stopped before it had an answer, so this publication cannot be vouched for; try again on a machine "
    "with more memory or time",
    nl="het rekenprogramma stopte voordat het een antwoord had, dus voor deze publicatie kan niet worden ingestaan; "
    "probeer het opnieuw op een machine met meer geheugen of tijd",
)
NO_SUCH = Message(
    en="there is no publication {named} here; name the folders under published/, or none for the live one",
    nl="er is hier geen publicatie {named}; noem de mappen onder published/, of geen voor de huidige",
)
FLAWS: Mapping[str, Message] = {
    "two_values": Message(
        en="this row is published with two different values for the same date; one of them must be wrong",
        nl="deze rij is met twee verschillende waarden voor dezelfde datum gepubliceerd; een ervan moet fout zijn",
    ),
    "figures_disagree": Message(
        en="the figures of this row do not agree with one another; the files were changed or made by faulty code",
        nl="de cijfers van deze rij spreken elkaar tegen; de bestanden zijn veranderd of door foute code gemaakt",
    ),
    "figure_in_hidden_row": Message(
        en="this row is not shown and still holds a figure or a verdict; leave every figure of it empty",
        nl="deze rij wordt niet getoond en bevat toch een cijfer of oordeel; laat alle cijfers ervan leeg",
    ),
    "out_of_order": Message(
        en="this row does not stand in the organisation's own order; any other order can tell who has more",
        nl="deze rij staat niet in de eigen volgorde van de organisatie; elke andere volgorde kan zeggen wie er meer heeft",
    ),
    "inconsistent": Message(
        en="no staff can be like this: this row contradicts other rows; the files were changed or made by faulty code",
        nl="geen enkel personeelsbestand is zo: deze rij is in strijd met andere rijen; de bestanden zijn veranderd of "
        "door foute code gemaakt",
    ),
    "not_the_data": Message(
        en="this row does not say what the data in the restricted zone say; the files were changed or made by faulty code",
        nl="deze rij zegt niet wat de gegevens in de afgeschermde zone zeggen; de bestanden zijn veranderd of door foute "
        "code gemaakt",
    ),
    "base_too_small": Message(
        en="this row is shown although it is about fewer people than the policy asks for",
        nl="deze rij wordt getoond hoewel zij over minder mensen gaat dan het beleid vraagt",
    ),
}
BREACHES: Mapping[str, Message] = {
    "shown": Message(
        en="a count that is a secret here is shown; this row must be hidden",
        nl="een aantal dat hier geheim is wordt getoond; deze rij moet verborgen worden",
    ),
    "exact": Message(
        en="a reader can work out the hidden count of this row exactly",
        nl="een lezer kan het verborgen aantal van deze rij precies uitrekenen",
    ),
    "narrow": Message(
        en="a reader can work out the hidden count of this row more closely than is safe",
        nl="een lezer kan het verborgen aantal van deze rij dichter benaderen dan veilig is",
    ),
    "singled_out": Message(
        en="published rows, this one among them, single out a few people whose count a reader can work out",
        nl="gepubliceerde rijen, waaronder deze, zonderen enkele mensen af van wie een lezer het aantal kan uitrekenen",
    ),
    "insider": Message(
        en="somebody who is alone in another hidden row can work out the hidden count of this row exactly",
        nl="iemand die alleen is in een andere verborgen rij kan het verborgen aantal van deze rij precies uitrekenen",
    ),
}
ATTACKER_NAMES: Mapping[str, Message] = {
    "outsider": Message(en="Outsider", nl="Buitenstaander"),
    "headcounts": Message(en="Who knows the headcounts", nl="Wie de aantallen hoofden kent"),
    "colleague": Message(en="Colleague who knows who joined and left", nl="Collega die weet wie er kwamen en gingen"),
    "insider": Message(en="Insider, alone in a group", nl="Ingewijde, alleen in een groep"),
}
LINES: Mapping[str, Message] = {
    "head": Message(en="Audit of {n} publications: {ids}", nl="Controle van {n} publicaties: {ids}"),
    "attack": Message(
        en="{asked} hidden counts tried ({witness} settled by a witness), {breaches} can be worked out",
        nl="{asked} verborgen aantallen geprobeerd ({witness} afgedaan door een getuige), {breaches} zijn uit te rekenen",
    ),
    "not_judged": Message(
        en="not judged: what this reader knows is in the restricted zone, which was not used; months were not linked",
        nl="niet beoordeeld: wat deze lezer weet staat in de afgeschermde zone, die niet gebruikt is; maanden zijn niet "
        "gekoppeld",
    ),
    "eroded": Message(
        en="{n} could be worked out already, from figures that were safe when they were published; nothing was added",
        nl="{n} waren al uit te rekenen, uit cijfers die veilig waren toen zij gepubliceerd werden; er kwam niets bij",
    ),
    "unvouched": Message(
        en="{n} cannot be vouched for from the files alone",
        nl="voor {n} kan uit de bestanden alleen niet worden ingestaan",
    ),
    "unlinked": Message(
        en="for {n} steps it is not known who was where; they were not held against people who come and go",
        nl="van {n} momenten is niet bekend wie waar was; zij zijn niet tegen komen en gaan gehouden",
    ),
    "passed": Message(en="Passed.", nl="Geslaagd."),
    "failed": Message(en="NOT passed.", nl="NIET geslaagd."),
}
