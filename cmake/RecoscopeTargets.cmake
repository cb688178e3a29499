# Small vocabulary of the project's CMake lists.

# recoscope_sources(TARGET FILE...): headers join the target's header set (each is then checked to compile alone), the rest are sources.
function(recoscope_sources target)
  foreach(file IN LISTS ARGN)
    if(file MATCHES "\\.h$")
      target_sources(${target} PUBLIC FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR} FILES ${CMAKE_CURRENT_SOURCE_DIR}/${file})
    else()
      target_sources(${target} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}/${file})
    endif()
  endforeach()
endfunction()

# recoscope_register(KIND NAME): remembers NAME for the generated registry of KIND ("model", "page", "reader"). "item_knn" is found as itemKnn<Kind>().
function(recoscope_register kind name return_type)
  string(REGEX MATCHALL "[a-z0-9]+" words ${name})
  list(POP_FRONT words function)
  foreach(word IN LISTS words)
    string(SUBSTRING ${word} 0 1 first)
    string(SUBSTRING ${word} 1 -1 rest)
    string(TOUPPER ${first} first)
    string(APPEND function ${first}${rest})
  endforeach()
  set(suffix_model Algorithm)
  set(suffix_page Page)
  set(suffix_reader Reader)
  set_property(GLOBAL APPEND_STRING PROPERTY RECOSCOPE_${kind}_DECLARATIONS "${return_type} ${function}${suffix_${kind}}();\n")
  set_property(GLOBAL APPEND_STRING PROPERTY RECOSCOPE_${kind}_CALLS "        ${function}${suffix_${kind}}(),\n")
endfunction()

# recoscope_generate_registry(KIND TARGET): writes registry.cpp from registry.cpp.in beside the caller. Explicit calls: a
# static-initialiser registry would be dropped by the linker from a static library.
function(recoscope_generate_registry kind target)
  get_property(RECOSCOPE_DECLARATIONS GLOBAL PROPERTY RECOSCOPE_${kind}_DECLARATIONS)
  get_property(RECOSCOPE_CALLS GLOBAL PROPERTY RECOSCOPE_${kind}_CALLS)
  configure_file(registry.cpp.in ${CMAKE_CURRENT_BINARY_DIR}/registry.cpp @ONLY)
  target_sources(${target} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/registry.cpp)
endfunction()

# recoscope_add_model(NAME): core/models/NAME.cpp defines `AlgorithmInfo nameAlgorithm()`; the registry, forms, command line and conformance rows follow.
function(recoscope_add_model name)
  recoscope_sources(recoscope_core ${name}.cpp)
  recoscope_register(model ${name} AlgorithmInfo)
endfunction()

# recoscope_add_reader(NAME): core/data/readers/formats/NAME.cpp defines `Reader nameReader()`; recognition, --format and the conformance suite follow.
function(recoscope_add_reader name)
  recoscope_sources(recoscope_core ${name}.cpp)
  recoscope_register(reader ${name} Reader)
endfunction()

# recoscope_add_page(NAME): ui/pages/NAME.{h,cpp} defines `PageInfo namePage()`.
function(recoscope_add_page name)
  recoscope_sources(recoscope_ui ${name}.h ${name}.cpp)
  recoscope_register(page ${name} PageInfo)
endfunction()

# recoscope_add_test(NAME SOURCES ... [LIBS ...] [LABELS ...] [TIMEOUT s] [PLAIN]): one Qt Test program per folder of tests.
# PLAIN programs link no Qt, so that the thread sanitizer sees only our own code.
function(recoscope_add_test name)
  cmake_parse_arguments(T "PLAIN" "TIMEOUT" "SOURCES;LIBS;LABELS" ${ARGN})
  if(NOT T_PLAIN AND NOT RECOSCOPE_UI)
    return()
  endif()
  add_executable(${name} ${T_SOURCES})
  target_link_libraries(${name} PRIVATE recoscope_warnings ${T_LIBS})
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR})
  if(NOT T_PLAIN)
    set_target_properties(${name} PROPERTIES AUTOMOC ON)
    target_sources(${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests/support/test_main.cpp)
    target_link_libraries(${name} PRIVATE Qt6::Test)
    target_compile_definitions(${name} PRIVATE QT_NO_KEYWORDS)
    if(RECOSCOPE_PCH)
      target_precompile_headers(${name} PRIVATE <QTest> <string> <vector> <memory>)
    endif()
  endif()
  if(NOT T_TIMEOUT)
    set(T_TIMEOUT 120)
  endif()
  add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  set_tests_properties(${name} PROPERTIES TIMEOUT ${T_TIMEOUT} LABELS "${T_LABELS}" SKIP_RETURN_CODE 77
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QTEST_DISABLE_STACK_DUMP=1;RECOSCOPE_SOURCE_DIR=${PROJECT_SOURCE_DIR}")
endfunction()
