"""The acts of the pool; `pool/service.py` names them all."""
