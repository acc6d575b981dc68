# ATLAS_SANITIZE=address,undefined | thread | fuzzer-no-link,... builds everything with the sanitizers named.
set(ATLAS_SANITIZE "" CACHE STRING "Comma-separated sanitizers for all targets")
if(ATLAS_SANITIZE)
  add_compile_options(-fsanitize=${ATLAS_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${ATLAS_SANITIZE})
endif()
