"""What to do where the library of an extra is missing."""


def missing_extra(module: str, extra: str, error: ModuleNotFoundError) -> ModuleNotFoundError:
    """Return the error that says which extra a module needs.

    >>> print(missing_extra("mine", "lheo", ModuleNotFoundError("", name="lxml")))
    mine found no module 'lxml'; install the extra: pip install 'bdc-sessions[lheo]'
    """
    return ModuleNotFoundError(
        f"{module} found no module {error.name!r}; "
        f"install the extra: pip install 'bdc-sessions[{extra}]'",
        name=error.name,
    )
