"""The columns of `cells`: how many people stand where, whatever their category. What headcounts are sums of."""

from pipeline.published.columns import KEY, Column

CELLS = (
    KEY[0],
    Column("unit", "string", "code", "unit the people are placed at", "eenheid waar de mensen zijn geplaatst"),
    Column(
        "bands",
        "string",
        "codes",
        "the rows they count in besides `all`: scale basis:band, sorted, a vertical bar between them; empty when in none",
        "de rijen waarin zij meetellen naast `all`: scale basis:band, gesorteerd, met een verticale streep ertussen; leeg als in geen",
    ),
    Column(
        "headcount",
        "integer",
        "heads",
        "number of heads, whatever their category",
        "aantal hoofden, ongeacht categorie",
        "not available at the source",
        "niet beschikbaar in de bron",
    ),
)
