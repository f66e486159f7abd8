"""Dictionaries that cannot be loaded."""

from market import BINARY, import_files, write

def test_dictionaries_too_large_for_the_machine_cost_word_forms_alone(serve, data, tmp_path):
    folder = tmp_path / "dictionaries"
    folder.mkdir()
    for name, rules in (("uk_UA", "REP 2000000000\n"), ("en_US", "")):
        write(folder / f"{name}.aff", f"SET UTF-8\n{rules}")
        write(folder / f"{name}.dic", "1\nслово\n")
    assert import_files(data, write(tmp_path / "a.csv", "title\nКобзар\n")).returncode == 0
    script = write(tmp_path / "limited", f'#!/bin/sh\nulimit -v 1500000\nexec {BINARY} "$@"\n')
    script.chmod(0o755)
    server = serve(data, "--search.dictionaries", folder, binary=script)
    assert server.search("кобзар")["total"] == 1
    again = import_files(data, write(tmp_path / "b.csv", "title\nМісто\n"))
    assert again.returncode == 0, again.stderr
    assert server.search("місто")["total"] == 1
    told = [line for line in server.log_lines() if '"search_failed"' in line]
    assert len(told) == 1 and '"what":"dictionaries"' in told[0] and '"level":"error"' in told[0]
