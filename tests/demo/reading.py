"""A plain reading of a demonstration file, without any of the product's readers."""

import csv

from pipeline.demo.layouts import layout_of
from pipeline.month import Month


def month_of(name):
    digits = "".join(sign for sign in name if sign.isdigit())
    return Month(int(digits[:4]), int(digits[4:6]))


def rows_of(name, content):
    """The rows of people as dicts of our fields, and the row of totals apart."""
    layout = layout_of(month_of(name))
    table = [row for row in csv.reader(content.decode("cp1252").splitlines(), delimiter=";") if row]
    start = table.index(list(layout.headings)) + 1
    people = [{field: row[place].strip() for field, place in layout.place.items()} for row in table[start:-1]]
    return people, table[-1]
