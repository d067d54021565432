"""Times: dates, partial dates, lengths, repeated times and vague ones, with TIMEX3 values. `times.find_times` is the way in."""
