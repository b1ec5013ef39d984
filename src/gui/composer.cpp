#include "gui/composer.h"

#include "ui_composer.h"

#include "gui/widgets/bytesection.h"
#include "gui/widgets/theme.h"
#include "wire/closecode.h"

#include <QJsonDocument>
#include <QJsonParseError>
#include <QKeyEvent>
#include <QRegularExpression>

namespace wirewise::gui {

namespace {
// RFC 6455 section 5.5: a control frame carries at most 125 bytes, two of which are the close code.
constexpr qsizetype LongestPing = 125, LongestReason = 123;
} // namespace

std::optional<QByteArray> bytesFromHex(const QString &typed)
{
    QString text = typed;
    text.remove(QStringLiteral("0x"), Qt::CaseInsensitive);
    static const QRegularExpression separators(QStringLiteral("[\\s,;:]+"));
    text.remove(separators);
    static const QRegularExpression digits(QStringLiteral("^([0-9A-Fa-f]{2})*$"));
    if (!digits.match(text).hasMatch())
        return std::nullopt;
    return QByteArray::fromHex(text.toLatin1());
}

Composer::Composer(QWidget *parent)
    : Band(parent)
    , m_ui(std::make_unique<Ui::Composer>())
{
    m_ui->setupUi(this);
    setObjectName(QStringLiteral("composer"));
    setGround(Token::Win);
    setLines(Qt::TopEdge);
    applyLook(this);
    m_ui->kindSwitch->setTexts({tr("Text"), tr("Binary"), tr("Ping"), tr("Close")});
    m_ui->kindSwitch->setCurrentIndex(0);
    m_ui->composerRemark->setTextStyle(TextStyle::Secondary);
    constexpr quint16 offered[] = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1011, 3000, 4000};
    for (const quint16 code : offered)
        m_ui->closeCode->addItem(
            QString(QString::number(code) % QLatin1Char(' ') % QString::fromUtf8(wire::closeCodeName(code))));
    m_ui->composerEdit->installEventFilter(this);
    m_ui->closeReason->installEventFilter(this);
    const auto follow = [this] {
        m_ui->composerEdit->setFont(Theme::instance().font(TextStyle::Bytes));
        m_ui->composerEdit->setFixedHeight(Theme::instance().scaled(78));
        m_ui->closeRow->setFixedHeight(Theme::instance().scaled(78));
    };
    follow();
    connect(&Theme::instance(), &Theme::changed, this, follow);
    connect(m_ui->composerEdit, &QPlainTextEdit::textChanged, this, &Composer::judge);
    connect(m_ui->closeReason, &QLineEdit::textChanged, this, &Composer::judge);
    connect(m_ui->closeCode, &QComboBox::editTextChanged, this, &Composer::judge);
    connect(m_ui->kindSwitch, &SegmentedControl::currentChanged, this, &Composer::judge);
    connect(m_ui->sendButton, &QPushButton::clicked, this, &Composer::send);
    setOpen(false);
}

Composer::~Composer() = default;

Composer::Kind Composer::kind() const
{
    return static_cast<Kind>(std::max(0, m_ui->kindSwitch->currentIndex()));
}

void Composer::setKind(Kind kind)
{
    m_ui->kindSwitch->setCurrentIndex(static_cast<int>(kind));
    judge();
}

void Composer::setOpen(bool open)
{
    m_open = open;
    judge();
}

void Composer::focusEdit()
{
    if (kind() == Kind::Close)
        m_ui->closeReason->setFocus(Qt::ShortcutFocusReason);
    else
        m_ui->composerEdit->setFocus(Qt::ShortcutFocusReason);
}

std::optional<quint16> Composer::closeCode() const
{
    const QString digits = m_ui->closeCode->currentText().trimmed().section(QLatin1Char(' '), 0, 0);
    bool isNumber = false;
    const ushort code = digits.toUShort(&isNumber);
    // RFC 6455 section 7.4.1: 1005, 1006 and 1015 never stand in a frame.
    if (!isNumber || !wire::mayBeSent(code))
        return std::nullopt;
    return code;
}

void Composer::judge()
{
    const Kind what = kind();
    m_ui->composerEdit->setVisible(what != Kind::Close);
    m_ui->closeRow->setVisible(what == Kind::Close);
    m_ui->composerEdit->setPlaceholderText(what == Kind::Binary ? tr("Bytes as hex, for example 1a 45 df a3")
                                           : what == Kind::Ping ? tr("What the ping carries, or nothing")
                                                                : tr("Write a message"));
    const QString text = m_ui->composerEdit->toPlainText();
    const QByteArray utf8 = text.toUtf8();
    QString remark;
    Token token = Token::Text2;
    bool canSend = true;
    const auto refuse = [&](const QString &why) {
        remark = why;
        token = Token::Fail;
        canSend = false;
    };
    switch (what) {
    case Kind::Text: {
        const QString trimmed = text.trimmed();
        remark = byteCount(utf8.size());
        if (trimmed.startsWith(QLatin1Char('{')) || trimmed.startsWith(QLatin1Char('['))) {
            QJsonParseError error;
            QJsonDocument::fromJson(utf8, &error);
            const bool isJson = error.error == QJsonParseError::NoError;
            remark = isJson ? tr("Valid JSON, %1").arg(remark) : tr("Invalid JSON, %1").arg(remark);
            token = isJson ? Token::Ok : Token::Warn;
        }
        break;
    }
    case Kind::Binary: {
        const auto bytes = bytesFromHex(text);
        if (bytes)
            remark = byteCount(bytes->size());
        else
            refuse(tr("This is not hex: two digits a byte."));
        break;
    }
    case Kind::Ping:
        remark = byteCount(utf8.size());
        if (utf8.size() > LongestPing)
            refuse(tr("A ping carries at most %1 bytes; these are %2.").arg(LongestPing).arg(utf8.size()));
        break;
    case Kind::Close: {
        const qsizetype size = m_ui->closeReason->text().toUtf8().size();
        if (!closeCode())
            refuse(tr("A Close carries 1000 to 1003, 1007 to 1014, or 3000 to 4999."));
        else if (size > LongestReason)
            refuse(tr("A reason has at most %1 bytes; this has %2.").arg(LongestReason).arg(size));
        break;
    }
    }
    if (!m_open) {
        canSend = false;
        remark = tr("Not connected. Ctrl+Enter in the address connects.");
        token = Token::Text2;
    }
    m_ui->composerRemark->setText(remark);
    m_ui->composerRemark->setToken(token);
    m_ui->sendButton->setEnabled(canSend);
}

void Composer::send()
{
    if (!m_ui->sendButton->isEnabled())
        return;
    const QString text = m_ui->composerEdit->toPlainText();
    switch (kind()) {
    case Kind::Text:
        Q_EMIT textReady(text.toUtf8());
        break;
    case Kind::Binary:
        Q_EMIT binaryReady(bytesFromHex(text).value_or(QByteArray()));
        break;
    case Kind::Ping:
        Q_EMIT pingReady(text.toUtf8());
        break;
    case Kind::Close:
        Q_EMIT closeReady(closeCode().value_or(wire::closecode::Normal), m_ui->closeReason->text().toUtf8());
        break;
    }
}

bool Composer::eventFilter(QObject *watched, QEvent *event)
{
    // Before the window's own Ctrl+Enter, which connects.
    if (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) {
        auto *key = static_cast<QKeyEvent *>(event);
        const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (isEnter && key->modifiers().testFlag(Qt::ControlModifier)) {
            if (event->type() == QEvent::KeyPress)
                send();
            event->accept();
            return event->type() == QEvent::KeyPress;
        }
    }
    return Band::eventFilter(watched, event);
}

} // namespace wirewise::gui
