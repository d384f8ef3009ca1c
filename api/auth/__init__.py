"""Who is calling, and what their role may do; whatever is not allowed is refused."""

from api.auth.caller import Caller, requires
from api.auth.roles import MAY, Permission, Role, Scope

__all__ = ["MAY", "Caller", "Permission", "Role", "Scope", "requires"]
