#include "gui/addressedit.h"

#include "gui/widgets/icons.h"
#include "gui/widgets/theme.h"
#include "import/readtext.h"
#include "observation/endpoint.h"
#include "observation/redaction.h"

#include <QAction>
#include <QClipboard>
#include <QCompleter>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QStyle>

namespace wirewise::gui {

AddressEdit::AddressEdit(QWidget *parent)
    : QLineEdit(parent)
{
    // Longer than an address may be, so that what is too long is seen here and refused in words.
    setMaxLength(1'000'000);
    setAccessibleName(tr("Address"));
    const auto follow = [this] { setFont(Theme::instance().font(TextStyle::Address)); };
    follow();
    connect(&Theme::instance(), &Theme::changed, this, follow);
    m_lock = addAction(Icons::icon("link", Token::Text2), QLineEdit::LeadingPosition);
    setStandIn({});
    m_history = addAction(Icons::icon("history", Token::Text2), QLineEdit::TrailingPosition);
    m_history->setToolTip(tr("Recent addresses"));
    connect(m_history, &QAction::triggered, this, &AddressEdit::showRecent);
    auto *completer = new QCompleter(&m_recent, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    completer->setMaxVisibleItems(8);
    setCompleter(completer);
    connect(this, &QLineEdit::textChanged, this, &AddressEdit::limit);
}

void AddressEdit::setStandIn(const StandIn &standIn)
{
    m_standIn = standIn;
    setPlaceholderText(standIn.what.isEmpty()
                           ? tr("Type or paste an address, for example ws://localhost:8000/ws")
                           : QString());
    setAccessibleDescription(QString(standIn.what % QLatin1Char(' ') % standIn.from).trimmed());
    showLock();
    update();
}

void AddressEdit::setRecent(const QStringList &addresses)
{
    m_recent.setStringList(addresses.mid(0, RecentCount));
}

void AddressEdit::remember(const QString &typed)
{
    const QString address = withoutSecrets(typed);
    if (address.isEmpty())
        return;
    QStringList list = m_recent.stringList();
    list.removeAll(address);
    list.prepend(address);
    m_recent.setStringList(list.mid(0, RecentCount));
}

bool AddressEdit::handsOver(const QString &text)
{
    if (!imports::isMoreThanAddress(text.toUtf8()))
        return false;
    Q_EMIT textHandedOver(text);
    return true;
}

bool AddressEdit::takePasted(const QString &text)
{
    if (handsOver(text))
        return true;
    const QString address = text.trimmed();
    if (address.isEmpty())
        return false;
    setText(address.size() > observation::MaximumAddressLength ? address : address.simplified());
    setFocus(Qt::ShortcutFocusReason);
    return true;
}

void AddressEdit::limit(const QString &text)
{
    if (text.size() > observation::MaximumAddressLength) {
        const qsizetype length = text.size();
        setText(m_accepted);
        Q_EMIT refused(tr("The text has %L1 characters; an address has at most %L2. It was not taken.")
                           .arg(length)
                           .arg(observation::MaximumAddressLength));
        return;
    }
    m_accepted = text;
    showLock();
}

void AddressEdit::showLock()
{
    const observation::EndpointResult result = observation::parseEndpoint(text().trimmed());
    const bool isStoodIn = text().isEmpty() && !m_standIn.what.isEmpty();
    const char *icon = isStoodIn                 ? "list"
                       : !result.endpoint        ? "link"
                       : result.endpoint->secure ? "lock"
                                                 : "lock-open";
    m_lock->setIcon(Icons::icon(icon, Token::Text2));
    m_lock->setToolTip(!result.endpoint          ? QString()
                       : result.endpoint->secure ? tr("Encrypted")
                                                 : tr("Not encrypted"));
}

void AddressEdit::showRecent()
{
    QMenu menu(this);
    const QStringList addresses = m_recent.stringList();
    if (addresses.isEmpty())
        menu.addAction(tr("No recent addresses"))->setEnabled(false);
    for (const QString &address : addresses.mid(0, 12)) {
        QString shown = address.size() > 90 ? QString(address.left(89) % QChar(0x2026)) : address;
        connect(menu.addAction(shown.replace(QLatin1Char('&'), QLatin1String("&&"))), &QAction::triggered,
                this, [this, address] { setText(address); });
    }
    menu.exec(mapToGlobal(QPoint(width() - menu.sizeHint().width(), height() + 2)));
}

void AddressEdit::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    if (!text().isEmpty() || m_standIn.what.isEmpty())
        return;
    QPainter painter(this);
    const Theme &theme = Theme::instance();
    constexpr int TextMargin = 3; // between the lock and the text, as QLineEdit has it
    const QMargins margins = textMargins();
    QRect rect =
        contentsRect().adjusted(theme.scaled(34) + margins.left() + TextMargin, 0, -theme.scaled(40), 0);
    const auto visual = [this](const QRect &at) {
        return QStyle::visualRect(layoutDirection(), this->rect(), at);
    };
    const auto put = [&](const QString &words, TextStyle style, Token token) {
        const QFont font = theme.font(style);
        painter.setFont(font);
        painter.setPen(colour(token));
        const QFontMetrics metrics(font);
        painter.drawText(visual(rect),
                         static_cast<int>(Qt::AlignVCenter | Qt::AlignLeading) | Qt::TextSingleLine,
                         metrics.elidedText(words, Qt::ElideRight, rect.width()));
        rect.setLeft(rect.left() + metrics.horizontalAdvance(words) + theme.scaled(8));
    };
    put(m_standIn.what, TextStyle::Address, Token::Text1);
    put(m_standIn.from, TextStyle::Body, Token::Text2);
}

void AddressEdit::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Paste) && handsOver(QGuiApplication::clipboard()->text()))
        return;
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (event->modifiers().testFlag(Qt::ControlModifier))
            Q_EMIT connectRequested();
        else
            Q_EMIT checkRequested();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

QString withoutSecrets(const QString &typed)
{
    const auto endpoint = observation::parseEndpoint(typed.trimmed()).endpoint;
    if (!endpoint)
        return {};
    return observation::withoutCredentials(*endpoint, {}).first.url();
}

} // namespace wirewise::gui
