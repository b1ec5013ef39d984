#include "report/tlstext.h"

#include "diagnosis/clientopinions.h"
#include "report/tlsrows.h"

#include <QCoreApplication>

namespace wirewise::report {

using namespace observation;

namespace {

constexpr int NameColumn = 30;

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::report::Tls)
};

Tone toneOf(TlsRow::Mark mark)
{
    switch (mark) {
    case TlsRow::Mark::Plain:
        return Tone::Faint;
    case TlsRow::Mark::Good:
        return Tone::Good;
    case TlsRow::Mark::Doubtful:
        return Tone::Warn;
    case TlsRow::Mark::Bad:
        break;
    }
    return Tone::Fail;
}

} // namespace

void writeTls(TextLayout &layout, const Observation &observation)
{
    const Exchange *exchange = exchangeOverTls(observation);
    if (!exchange)
        return;
    const QString clients = diagnosis::disagreementOf(diagnosis::clientOpinions(
        *exchange->connection.tls, exchange->probe.endpoint.host, observation.startedAt));
    layout.labelled(Texts::tr("TLS"), tlsSummary(*exchange), 2, 10);
    if (!clients.isEmpty())
        layout.labelled(Texts::tr("clients"), clients, 2, 10, Tone::Warn);
    if (!layout.style().verbose)
        return;
    for (const TlsSection &section : tlsSections(*exchange, observation.startedAt)) {
        layout.heading(section.title);
        for (const TlsRow &row : section.rows)
            layout.labelled(row.name, row.value, 2, NameColumn, toneOf(row.mark));
    }
}

} // namespace wirewise::report
