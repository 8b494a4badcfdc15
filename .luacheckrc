std = "lua54"
max_line_length = 120
files["lib/gongbao/command/run.lua"] = { globals = { "arg" } }
