"""The proof: everything `make test` runs with pytest."""
