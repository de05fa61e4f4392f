"""What pages show: frozen rows made from the Book, all words and numbers chosen, no markup."""
