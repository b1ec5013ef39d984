#include "report/htmlpage.h"
#include "report/htmltext.h"
#include "report/tlsrows.h"

#include <QCoreApplication>

namespace wirewise::report {

namespace {

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::report::Tls)
};

} // namespace

void HtmlPage::writeTls()
{
    const observation::Exchange *exchange = exchangeOverTls(m_observation);
    if (!exchange)
        return;
    heading(Texts::tr("TLS"));
    paragraph("faint", labelled(tlsSummary(*exchange)));
    for (const TlsSection &section : tlsSections(*exchange, m_observation.startedAt)) {
        m_out << headingOf("h3", htmlText(section.title)) << "\n";
        tableHead({Texts::tr("Fact"), Texts::tr("Value")});
        for (const TlsRow &one : section.rows)
            row({labelled(one.name), labelled(one.value)});
        tableEnd();
    }
}

} // namespace wirewise::report
