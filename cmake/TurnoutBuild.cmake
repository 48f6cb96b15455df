# How every target of Turnout is built: language level, warnings, sanitizers, compiler cache.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)

# -g1: function names and line numbers, which backtraces need; descriptions of variables cost a quarter of the build time.
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1 -DNDEBUG")

# The presets compile the files of a target in batches, as one source each: the headers of gRPC, protobuf and Asio cost several
# times what the code of a file costs. A name in an unnamed namespace must therefore be unique in its target.
if(CMAKE_UNITY_BUILD)
  # GCC takes every file of a batch for a header, and reports the coroutine frames that hold a type of an unnamed namespace.
  add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-Wno-subobject-linkage>)
endif()

# turnout_compile_alone(a.cc b.cc): keeps files of this folder out of the batches, as their names collide with those of others.
function(turnout_compile_alone)
  set_source_files_properties(${ARGN} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()

option(TURNOUT_SANITIZE "Build with AddressSanitizer and UndefinedBehaviorSanitizer" OFF)
if(TURNOUT_SANITIZE)
  # -O1 and line tables only: full debug information of sanitized gRPC code doubles build time.
  set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g1")
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()

# For folders of tests and tools, which need not be fast and are most of what is compiled: less optimisation. Under sanitizers
# none, and without the checks of every pointer's use, as AddressSanitizer sees a wrong one when it is followed.
macro(turnout_compile_quickly)
  if(TURNOUT_SANITIZE)
    add_compile_options(-O0 -fno-sanitize=alignment,null,object-size,vptr)
  else()
    add_compile_options(-O1)
  endif()
endmacro()

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE_PROGRAM}")
endif()

# Warnings for own code only; generated code is compiled without them.
add_library(turnout_warnings INTERFACE)
target_compile_options(turnout_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror
  # GCC 12 mistakes Asio's recycling allocator of coroutine frames for a mismatch.
  -Wno-mismatched-new-delete)

# turnout_library(NAME SOURCES a.cc b.cc LINK x y): one static library per folder, included as "folder/file.h".
function(turnout_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LINK")
  add_library(${name} STATIC ${arg_SOURCES})
  target_include_directories(${name} PUBLIC "${CMAKE_CURRENT_SOURCE_DIR}/..")
  target_link_libraries(${name} PUBLIC ${arg_LINK} PRIVATE turnout_warnings)
endfunction()

# turnout_program(NAME SOURCES a.cc LINK x y): an executable in <build>/bin.
function(turnout_program name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LINK")
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE ${arg_LINK} turnout_warnings)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
endfunction()

# turnout_test(NAME SOURCES a_test.cc LINK x y [LABELS fast] [TIMEOUT s]): one GoogleTest program, one ctest entry.
# An entry a case would start a thousand processes with sanitizers, each for longer than its case takes.
function(turnout_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "TIMEOUT" "SOURCES;LINK;LABELS")
  turnout_program(${name} SOURCES ${arg_SOURCES} LINK ${arg_LINK} GTest::gmock GTest::gtest_main)
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 300)
  endif()
  add_test(NAME ${name} COMMAND ${name} --gtest_brief=1)
  set_tests_properties(${name} PROPERTIES TIMEOUT ${arg_TIMEOUT} LABELS "${arg_LABELS}")
endfunction()
