"""The one tool a picture has: a button that saves it, with its name in the reader's language."""

from typing import Any

from dashboard.wording.words import Words


def config(words: Words, file_name: str, form: str = "svg") -> dict[str, Any]:
    """The `config` of st.plotly_chart: no zooming or dragging, a button that saves the picture as svg or png.

    Plotly's button is a real one, reached by keyboard. Its name is Plotly's own text, put in the reader's language
    by a dictionary of our own, so that no file of translations is fetched from elsewhere.
    """
    said = {
        "Download plot": words("save_picture", form="SVG"),
        "Download plot as a PNG": words("save_picture", form="PNG"),
    }
    return {
        "displayModeBar": True,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"format": form, "filename": file_name, "scale": 2 if form == "png" else 1},
        "displaylogo": False,
        # A notice in a corner that is gone after two seconds is not read out; the browser tells of the download.
        "displayNotifier": False,
        "scrollZoom": False,
        "doubleClick": False,
        "showTips": False,
        "responsive": True,
        "locale": words.language,
        "locales": {words.language: {"dictionary": said, "format": {}}},
    }
