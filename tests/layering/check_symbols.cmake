# No Qt symbol in core's library, defined or wanted.
execute_process(COMMAND ${NM} -C ${LIBRARY} OUTPUT_VARIABLE symbols ERROR_QUIET RESULT_VARIABLE status)
if(NOT status EQUAL 0 OR symbols STREQUAL "")
  message(FATAL_ERROR "cannot read ${LIBRARY}")
endif()
string(REGEX MATCH "[ ](QString|QObject|QCoreApplication|QWidget|QByteArray)::[^\n]*" found "${symbols}")
if(found)
  message(FATAL_ERROR "core uses Qt:${found}")
endif()
