"""Events: who did what to whom. `events.py` is the way in; `arguments.py` finds who is concerned, `coder.py` says what it is."""
