"""Pages for those who decide: work list, finding, draft, approval, history, imports."""
