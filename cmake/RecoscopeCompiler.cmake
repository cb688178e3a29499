# Flags that hold for every target of the project: optimisation, processor baseline, warnings, compiler cache.
if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()

# No -ffast-math anywhere: it removes the NaN checks that "undefined is shown as undefined" rests on.
set(CMAKE_CXX_FLAGS_RELEASE "-O3 -DNDEBUG")

include(CheckCXXCompilerFlag)
if(RECOSCOPE_NATIVE)
  add_compile_options(-march=native)
elseif(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
  check_cxx_compiler_flag(-march=x86-64-v3 RECOSCOPE_HAS_X86_64_V3)
  if(RECOSCOPE_HAS_X86_64_V3)
    add_compile_options(-march=x86-64-v3)
  endif()
endif()

add_library(recoscope_warnings INTERFACE)
target_compile_options(recoscope_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict> # g++ 12 sees overlaps in std::string::insert that are not there (GCC bug 105651)
  $<$<BOOL:${RECOSCOPE_WERROR}>:-Werror>)

if(RECOSCOPE_CCACHE)
  find_program(RECOSCOPE_CCACHE_PROGRAM ccache)
  if(RECOSCOPE_CCACHE_PROGRAM)
    # Base folder and sloppiness let two clones of the project share one cache, precompiled headers included.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${RECOSCOPE_CCACHE_PROGRAM})
    if(RECOSCOPE_PCH)
      add_compile_options(-fpch-preprocess)
    endif()
  endif()
endif()

# moc 6.4 cannot parse the concepts of <concepts> (pulled in by <compare>): it is told that the header was already read.
set(CMAKE_AUTOMOC_MOC_OPTIONS -D_GLIBCXX_CONCEPTS)
