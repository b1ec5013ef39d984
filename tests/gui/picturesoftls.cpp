#include "gui/pictures.h"

#include "gui/exchangepage.h"
#include "gui/sessionpage.h"

using namespace wirewise;

namespace {

/// Handshakes and certificates: one that is refused, one about which clients disagree.
class TlsPictures : public test::Pictures
{
public:
    using Pictures::Pictures;

private:
    void take() override
    {
        handshake("tls.expired", "tls-expired");
        handshake("tls.common-name-only", "tls-common-name");
        handshake("tls.untrusted-issuer", "tls-chain");
    }

    void handshake(const QByteArray &scenario, const QByteArray &name)
    {
        check(scenario, QByteArray(name + "-diagnosis").constData());
        gui::SessionPage *page = m_driver.window().sessionPage();
        page->setTab(gui::SessionPage::Tab::Exchange);
        page->exchangePage()->showTls();
        grab(name.constData());
    }
};

} // namespace

std::unique_ptr<test::Pictures> test::picturesOfTls(const QString &folder)
{
    return std::make_unique<TlsPictures>(folder);
}
