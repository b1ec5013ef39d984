#pragma once

#include "diagnosis/finding.h"
#include "observation/observation.h"

#include <QByteArray>

namespace wirewise::samples {

/// A settings value with every member away from its default.
observation::Settings fullSettings();
/// An answered upgrade with every fact set, TLS and proxy included.
observation::Exchange fullExchange(const QByteArray &name = "upgrade");
/// An answered exchange with a body of that size.
observation::Exchange anExchange(const QByteArray &name, qsizetype bodySize = 20);
observation::SessionFacts fullSession();
/// HEAD, GET, upgrade, two experiments, one skipped.
observation::Observation fullObservation();
diagnosis::Diagnosis fullDiagnosis();
observation::Message aMessage(qint64 number, const QByteArray &payload = "hello");

} // namespace wirewise::samples
