"""What people paste from a terminal or a document: a POSIX shell's words, read and never evaluated."""
