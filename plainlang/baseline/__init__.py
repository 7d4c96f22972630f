"""A baseline: what a library of letters has on the day it begins, so that only new findings fail."""
