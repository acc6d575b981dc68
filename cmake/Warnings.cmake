# The warnings that all code of the project is built with, as errors. Link `atlas_warnings` privately.
add_library(atlas_warnings INTERFACE)
target_compile_options(atlas_warnings INTERFACE
  -Wall -Wextra -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wcast-qual
  -Wwrite-strings -Wundef -Wvla -Wdouble-promotion -Wformat=2 -Wimplicit-fallthrough -Werror)
