"""What must not decide a rota: names, ids, order, money, complaints, ratings."""
