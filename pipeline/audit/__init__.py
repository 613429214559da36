"""The independent audit: from publication files alone, what can a reader work out of every hidden figure.

It never imports the protector.
"""
