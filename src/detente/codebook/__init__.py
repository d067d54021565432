"""The codebook floor: PLOVER 2.0 types, modes, contexts and scores; CAMEO codes and Goldstein values."""
