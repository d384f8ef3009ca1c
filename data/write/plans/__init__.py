"""Several plans of one week on paper, and two rotas side by side."""
