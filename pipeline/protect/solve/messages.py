"""What the solver core says when it cannot do its work."""

from pipeline.faults import Message

SOLVER_MISSING = Message(
    en="the solver highspy is not installed, so nothing can be protected; nothing was published. "
    "Install Streefcijfer again with its locked requirements (pip install -r requirements.lock)",
    nl="de solver highspy is niet geïnstalleerd, dus er kan niets worden beschermd; er is niets gepubliceerd. "
    "Installeer Streefcijfer opnieuw met de vastgelegde pakketten (pip install -r requirements.lock)",
)
SOLVER_STOPPED = Message(
    en="the solver stopped before it was done ({status}, {seconds} seconds allowed); nothing was published. "
    "Run it again when the machine is less busy; if it stops again, please report it",
    nl="de solver stopte voordat hij klaar was ({status}, {seconds} seconden toegestaan); er is niets gepubliceerd. "
    "Probeer het opnieuw als de machine minder druk is; meld het alstublieft als hij weer stopt",
)
