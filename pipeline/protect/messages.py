"""What the door says when it refuses to open."""

from pipeline.faults import Message

COUNTED_OTHERWISE = Message(
    en="{rows} rows hold other counts than protection worked with; nothing was published. This is a fault of the "
    "program: please report it",
    nl="{rows} rijen bevatten andere aantallen dan waarmee de bescherming rekende; er is niets gepubliceerd. Dit is een "
    "fout in het programma: meld het alstublieft",
)
NOTHING_TO_SHOW = Message(
    en="all {rows} rows would be hidden: no group is large enough to be shown, not even among the "
    "{people} people of the largest row; nothing was published. Declare wider bands, fewer units or larger groups, "
    "and see that k and n_min in policy.toml fit an organisation of this size",
    nl="alle {rows} rijen zouden verborgen zijn: geen doelgroep is groot genoeg om te tonen, ook niet onder de "
    "{people} mensen van de grootste rij; er is niets gepubliceerd. Declareer bredere schaalgroepen, minder eenheden of "
    "ruimere doelgroepen, en kijk of k en n_min in policy.toml bij een organisatie van deze omvang passen",
)
