# Plants one violation at a time and expects check_layering.cmake to fail on each.
set(plants
  "core/models/a.cpp|#include <QString>"
  "core/data/a.h|#include <Eigen/Core>"
  "core/base/a.cpp|#include \"core/data/dataset.h\""
  "core/models/a.cpp|#include \"core/experiment/experiment.h\""
  "app/cli/a.cpp|#include <QString>"
  "ui/pages/a.cpp|#include <QChart>")
foreach(plant IN LISTS plants)
  string(REPLACE "|" ";" parts "${plant}")
  list(GET parts 0 file)
  list(GET parts 1 line)
  file(REMOVE_RECURSE ${WORK})
  file(WRITE ${WORK}/${file} "${line}\n")
  execute_process(COMMAND ${CMAKE_COMMAND} -DROOT=${WORK} -P ${SCRIPT} RESULT_VARIABLE status OUTPUT_QUIET ERROR_QUIET)
  if(status EQUAL 0)
    message(FATAL_ERROR "not found: ${file}: ${line}")
  endif()
endforeach()
