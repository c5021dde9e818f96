"""Published figures and orders, read strictly from the files of their publishers: one folder per publisher."""
