#include "gui/proofprose.h"

#include "diagnosis/catalogue.h"

#include <QDesktopServices>
#include <QUrl>

#include <algorithm>

namespace wirewise::gui {

namespace {

/// What is longer is no address of documentation.
constexpr qsizetype LongestAddress = 2048;

// Only characters that look alike to everybody: what is read is what is opened.
bool isDocumentation(const QString &address)
{
    const auto isPlain = [](QChar c) { return c.unicode() > 0x20 && c.unicode() < 0x7f; };
    if (address.size() > LongestAddress || !std::all_of(address.begin(), address.end(), isPlain))
        return false;
    const QUrl url(address, QUrl::StrictMode);
    return url.isValid() && url.scheme() == QLatin1String("https") && !url.host().isEmpty() &&
           url.userInfo().isEmpty();
}

} // namespace

Prose proofProse(const diagnosis::Fix &fix)
{
    const QString proof = diagnosis::proofOf(fix);
    Prose prose;
    const qsizetype at = isDocumentation(fix.source) ? proof.indexOf(fix.source) : static_cast<qsizetype>(-1);
    if (at < 0)
        return prose.add(proof, TextStyle::Caption, Token::Text2);
    prose.add(proof.left(at), TextStyle::Caption, Token::Text2);
    prose.addLink(fix.source, fix.source, TextStyle::Caption);
    prose.add(proof.mid(at + fix.source.size()), TextStyle::Caption, Token::Text2);
    return prose;
}

bool openDocumentation(const QString &address)
{
    return isDocumentation(address) && QDesktopServices::openUrl(QUrl(address, QUrl::StrictMode));
}

} // namespace wirewise::gui
