"""An invented register of activities with every quirk of real ones, and what must be read in it."""

_LINES = (
    "",
    "## Overzicht van activiteiten",
    "",
    "datum: mei 2025",
    "",
    "\t<i>wat doen we?</i>\t<i>Wat houdt het in?</i>\t<i>Doel</i>\t<i>Wie doet het?</i>\t<i>Diensonderdeel</i>\t<i>Wanneer?</i>\t<i>Hoe gebruik maken?</i>",
    # with a theme; then without one, in a cell that is there but empty
    "<b>kader</b>\t<b>Eigen streefcijfer</b>\tDe raad koos een streefcijfer.\tRichting geven.\tBestuursstaf\tBreed\t2026\tnvt",
    "\t<b>Wervingsmaatje</b>\tEen maatje leest vacatures mee.\tBreder werven.\t5.1.2e\tKern\t1 mei 2025 tot 1 februari 2026\tVia de adviseur.",
    # no name: it belongs to the name above, and is an activity of its own
    "\t\tEen maatje zit bij de gesprekken.\tBreder werven.\t5.1.2e\tKern\t1 mei 2025 tot 1 februari 2026\tVia de adviseur.",
    "",
    # after a new page the cell for the theme is gone
    "<b>Proeflunch</b>\tEen lunch &amp; gesprek voor &lt;5 of meer nieuwe mensen.\tKennismaken.\tHR en 5.1.2e\tBreed\tnovember 2025\tnvt",
    "<b>Buddy</b>\tKoppels voor een jaar.\tBehoud.\tntb\tBreed\tpva uitwerken 2025\tntb",
    "<p>Leeskring</p>\t<p>Elke keer een boek.</p>\t<p>Gesprek.</p>\t<p>Bibliotheek</p>\t<p>Kern</p>\t<p>Ieder kwartaal</p>\t<p>Zie <a href=\"http://boek.example\">boek.example</a> of <a href=\"http://kring.example\">hier</a></p>",
    "\t<p>Nog een boek erbij.</p>\t<p>Gesprek.</p>\t<p>Bibliotheek</p>\t<p>Kern</p>\t<p>doorlopend</p>\t<p>nvt</p>",
    "",
    "Contactgroep\tOverleg met andere instellingen\tUitwisselen.\tHR\tBreed\t\t",
    # twice the same words: two activities
    "Open dag\tRondleiding\tBeeld.\tHR\tBreed\tmaart tot juni 2026\tnvt",
    "Open dag\tRondleiding\tBeeld.\tHR\tBreed\tmaart tot juni 2026\tnvt",
    "",
    "overleggen",
    "",
    "omgeving\tVerhaal van de week\tOp de voorpagina.\tZichtbaar zijn.\t\tBreed\t2025-2026\tmelden bij 5.1.2e",
)  # fmt: skip
TEXT = "\n".join(_LINES)
# line in the file, what, theme, who, first day, last day, recurrence, phase, work to do
EXPECTED = (
    (7, "Eigen streefcijfer", "kader", "Bestuursstaf", "2026-01-01", "2026-12-31", None, None, ()),
    (8, "Wervingsmaatje", "", "5.1.2e", "2025-05-01", "2026-02-01", None, None, ("owner_redacted",)),
    (9, "Wervingsmaatje", "", "5.1.2e", "2025-05-01", "2026-02-01", None, None, ("owner_redacted",)),
    (11, "Proeflunch", "", "HR en 5.1.2e", "2025-11-01", "2025-11-30", None, None, ()),
    (12, "Buddy", "", "ntb", "2025-01-01", "2025-12-31", None, "to_plan", ("owner_open", "plan_to_write", "placeholder")),
    (13, "Leeskring", "", "Bibliotheek", None, None, "quarterly", None, ()),
    (14, "Leeskring", "", "Bibliotheek", None, None, "continuous", "running", ()),
    (16, "Contactgroep", "", "HR", None, None, None, None, ("date_missing",)),
    (17, "Open dag", "", "HR", "2026-03-01", "2026-06-30", None, None, ()),
    (18, "Open dag", "", "HR", "2026-03-01", "2026-06-30", None, None, ()),
    (22, "Verhaal van de week", "omgeving", "", "2025-01-01", "2026-12-31", None, None, ("owner_missing",)),
)  # fmt: skip
LOOSE = ((2, "## Overzicht van activiteiten"), (4, "datum: mei 2025"), (20, "overleggen"))
HEADINGS = ("Wat doen we?", "Wat houdt het in?", "Doel", "Wie doet het?", "Dienstonderdeel", "Wanneer?", "Hoe gebruik maken?")  # fmt: skip
