# A room is a folder of src/, a layer and a static library. What it links is what it may use.

# wirewise_room(NAME SOURCES file... [LINKS target...])
function(wirewise_room name)
    cmake_parse_arguments(ROOM "" "" "SOURCES;LINKS" ${ARGN})
    add_library(wirewise_${name} STATIC ${ROOM_SOURCES})
    target_include_directories(wirewise_${name} PUBLIC ${PROJECT_SOURCE_DIR}/src)
    target_link_libraries(wirewise_${name} PUBLIC ${ROOM_LINKS})
    wirewise_warnings(wirewise_${name})
endfunction()

# wirewise_test(NAME SOURCES file... [LINKS target...])
# One Qt Test program, registered with CTest under the same name, without a display.
function(wirewise_test name)
    cmake_parse_arguments(TEST "" "" "SOURCES;LINKS" ${ARGN})
    add_executable(${name} ${TEST_SOURCES})
    target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
    target_link_libraries(${name} PRIVATE ${TEST_LINKS} Qt6::Test)
    target_compile_definitions(${name} PRIVATE WIREWISE_TEST_DATA="${CMAKE_CURRENT_SOURCE_DIR}")
    wirewise_warnings(${name})
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES TIMEOUT 300 ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8")
endfunction()

# The warnings are the project's; whether they are errors is the preset's choice.
function(wirewise_warnings target)
    target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wconversion)
    target_compile_definitions(${target} PRIVATE
        QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_FOREACH QT_NO_KEYWORDS QT_USE_QSTRINGBUILDER
        WIREWISE_VERSION="${PROJECT_VERSION}")
endfunction()
