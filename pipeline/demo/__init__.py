"""The demonstration: the people of an invented university, and the exports its HR system would make."""
