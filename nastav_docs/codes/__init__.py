"""Every kind of problem the project reports, by its stable code; a code is never used for another kind again.

ND1xx reading YAML, ND2xx the config, ND3xx language, ND4xx templates, ND5xx building, ND6xx registries and schools,
ND7xx and ND8xx нормоконтроль.
"""
