"""The web door: pages drawn on the server, and the small server that shows them on this machine."""
