"""Rotas in the store: judged before they are kept, and laid out again for questions."""

from api.rotas.judged import Judged, judged
from api.rotas.keep import keep_rota
from api.rotas.load import pins_of, rota_of

__all__ = ["Judged", "judged", "keep_rota", "pins_of", "rota_of"]
