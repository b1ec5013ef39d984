#include "gui/composer.h"

#include "ui_composer.h"

#include "gui/composerhighlighter.h"
#include "gui/messagereading.h"
#include "gui/repeatpanel.h"
#include "gui/widgets/bytesection.h"
#include "gui/widgets/theme.h"
#include "observation/hextext.h"
#include "observation/placeholders.h"
#include "observation/printable.h"
#include "wire/closecode.h"

#include <QApplication>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QKeyEvent>

namespace wirewise::gui {

namespace {

// RFC 6455 section 5.5: a control frame carries at most 125 bytes, two of which are the close code.
constexpr qsizetype LongestPing = 125, LongestReason = 123;
constexpr qsizetype LongestJudged = 4 * 1024 * 1024; // bytes of JSON looked at as it is typed
constexpr qsizetype LongestHex = 64 * 1024;          // bytes that are shown to be edited
constexpr qsizetype MostFields = 8;

bool looksLikeJson(const QByteArray &text)
{
    const QByteArray trimmed = text.left(200).trimmed();
    return trimmed.startsWith('{') || trimmed.startsWith('[');
}

QByteArray withoutEndMark(QByteArray text)
{
    while (text.endsWith('\x1e')) // what SignalR ends its messages with
        text.chop(1);
    return text;
}

/// Every name replaced by digits of the same length, which fit inside a text and as a value: offsets stay.
QByteArray shadowOf(const QByteArray &typed)
{
    return observation::fillPlaceholders(
               typed, [](QByteArrayView name) { return std::optional(QByteArray(name.size() + 4, '1')); })
        .text;
}

} // namespace

Composer::Composer(QWidget *parent)
    : Band(parent)
    , m_ui(std::make_unique<Ui::Composer>())
    , m_repeatPanel(new RepeatPanel(this))
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
    new ComposerHighlighter(m_ui->composerEdit->document());
    m_repeat.setTimerType(Qt::PreciseTimer);
    const auto follow = [this] {
        const int height = Theme::instance().scaled(78);
        m_ui->composerEdit->setFont(Theme::instance().font(TextStyle::Bytes));
        m_ui->editColumn->setFixedHeight(height);
        m_ui->closeRow->setFixedHeight(height);
        m_ui->templateSide->setFixedWidth(Theme::instance().scaled(188));
    };
    follow();
    connect(&Theme::instance(), &Theme::changed, this, follow);
    connectParts();
    // Alt+1 … 9 take a template wherever the focus is, before the probes that have these keys elsewhere.
    qApp->installEventFilter(this);
    setOpen(false);
}

Composer::~Composer() = default;

void Composer::connectParts()
{
    connect(m_ui->composerEdit, &QPlainTextEdit::textChanged, this, &Composer::judge);
    connect(m_ui->closeReason, &QLineEdit::textChanged, this, &Composer::judge);
    connect(m_ui->closeCode, &QComboBox::editTextChanged, this, &Composer::judge);
    connect(m_ui->kindSwitch, &SegmentedControl::currentChanged, this, &Composer::judge);
    connect(m_ui->sendButton, &QPushButton::clicked, this, &Composer::send);
    connect(m_ui->templateList, &MessageTemplates::chosen, this, &Composer::useTemplate);
    connect(m_ui->addTemplateButton, &QToolButton::clicked, this, &Composer::keepTemplate);
    connect(m_ui->fileButton, &QPushButton::clicked, this, &Composer::chooseFile);
    connect(m_ui->valuesButton, &QPushButton::clicked, this, [this] {
        m_asking = !m_asking;
        judge();
    });
    connect(m_ui->repeatButton, &QPushButton::clicked, this, [this] {
        if (isRepeating())
            stopRepeating();
        else
            m_repeatPanel->popUp(m_ui->repeatButton);
    });
    connect(m_repeatPanel, &RepeatPanel::startRequested, this,
            [this] { startRepeating(m_repeatPanel->every(), m_repeatPanel->times()); });
    connect(&m_repeat, &QTimer::timeout, this, &Composer::repeatOnce);
}

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
    if (!open)
        stopRepeating();
    judge();
}

void Composer::focusEdit()
{
    if (kind() == Kind::Close)
        m_ui->closeReason->setFocus(Qt::ShortcutFocusReason);
    else
        m_ui->composerEdit->setFocus(Qt::ShortcutFocusReason);
}

void Composer::beginSession()
{
    stopRepeating();
    m_values.clear();
    m_asking = false;
    qDeleteAll(m_fields);
    m_fields.clear();
    m_names.clear();
    judge();
}

void Composer::setSettings(QSettings *settings)
{
    m_ui->templateList->setSettings(settings);
}

void Composer::setDialect(wire::Dialect dialect)
{
    m_ui->templateList->setDialect(dialect);
}

void Composer::setText(const QString &text)
{
    QTextCursor cursor(m_ui->composerEdit->document());
    cursor.select(QTextCursor::Document);
    cursor.insertText(text); // can be undone
}

void Composer::useTemplate(int row)
{
    const QList<TemplateEntry> &entries = m_ui->templateList->entries();
    if (row < 0 || row >= entries.size())
        return;
    const TemplateEntry entry = entries.at(row);
    m_ui->templateList->setCurrentRow(row);
    dropFile();
    setText(entry.text);
    m_asking = false;
    setKind(entry.opcode == wire::Opcode::Binary ? Kind::Binary : Kind::Text);
    focusEdit();
}

void Composer::keepTemplate()
{
    const QString text = m_ui->composerEdit->toPlainText();
    const bool isBinary = kind() == Kind::Binary;
    if (text.trimmed().isEmpty() || kind() == Kind::Ping || kind() == Kind::Close || m_file) {
        m_ui->composerRemark->setText(tr("Write a message first; it becomes the template."));
        return;
    }
    const QString name = text.simplified().left(28);
    if (!m_ui->templateList->add({name, isBinary ? wire::Opcode::Binary : wire::Opcode::Text, text, true}))
        m_ui->composerRemark->setText(
            tr("A template has at most 256 KiB, and there are at most %1.").arg(MessageTemplates::MostOwn));
}

void Composer::edit(const observation::Message &message)
{
    dropFile();
    if (message.opcode == wire::Opcode::Text) {
        setText(QString::fromUtf8(message.payload));
        setKind(Kind::Text);
    } else if (message.payload.size() <= LongestHex) {
        setText(QString::fromLatin1(message.payload.toHex(' ')));
        setKind(Kind::Binary);
    } else {
        m_file = message.payload;
        m_fileName = tr("Message %1").arg(message.number);
        setKind(Kind::Binary);
    }
    focusEdit();
}

bool Composer::takeFile(const QString &path)
{
    dropFile();
    QFile file(path);
    const QString name = QFileInfo(path).fileName();
    if (!file.open(QIODevice::ReadOnly)) {
        m_fileProblem = tr("%1 cannot be read: %2.").arg(name, file.errorString());
    } else {
        const QByteArray bytes = file.read(LargestFile + 1);
        if (bytes.size() > LargestFile)
            m_fileProblem = tr("%1 is larger than 64 MiB.").arg(name);
        else if (file.error() != QFileDevice::NoError)
            m_fileProblem = tr("%1 cannot be read: %2.").arg(name, file.errorString());
        else
            m_file = bytes;
    }
    m_fileName = name;
    setKind(Kind::Binary);
    return m_file.has_value();
}

void Composer::dropFile()
{
    m_file.reset();
    m_fileName.clear();
    m_fileProblem.clear();
}

void Composer::chooseFile()
{
    if (m_file) {
        dropFile();
        judge();
        return;
    }
    auto *dialog = new QFileDialog(this, tr("Send a File"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &Composer::takeFile);
    dialog->open();
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

QByteArray Composer::filled(QList<QByteArray> *missing) const
{
    const QByteArray typed = m_ui->composerEdit->toPlainText().toUtf8();
    observation::FilledText result =
        observation::fillPlaceholders(typed, [this](QByteArrayView name) -> std::optional<QByteArray> {
            const QByteArray value = m_values.value(name.toByteArray());
            return value.isEmpty() ? std::nullopt : std::optional(value);
        });
    if (missing)
        *missing = result.missing;
    return result.text;
}

std::optional<QByteArray> Composer::payload() const
{
    switch (kind()) {
    case Kind::Binary:
        return m_file ? m_file : observation::bytesFromHex(filled());
    case Kind::Close:
        return m_ui->closeReason->text().toUtf8();
    case Kind::Text:
    case Kind::Ping:
        break;
    }
    return filled();
}

QString Composer::valuesText() const
{
    QStringList texts;
    for (const QByteArray &name : m_names) {
        const QByteArray value = m_values.value(name);
        texts.append(value.isEmpty() ? tr("%1 without a value").arg(QString::fromUtf8(name))
                                     : QString(QString::fromUtf8(name) % QStringLiteral(" = ") %
                                               observation::printable(value, 60)));
    }
    return texts.join(QStringLiteral(", "));
}

Composer::Verdict Composer::judgeText(const QString &typed)
{
    Verdict verdict;
    const QByteArray utf8 = typed.toUtf8();
    const QByteArray result = filled();
    verdict.remark = byteCount(result.size());
    if (looksLikeJson(utf8) && utf8.size() <= LongestJudged) {
        const QByteArray shadow = withoutEndMark(shadowOf(utf8));
        const wire::JsonTree tree = wire::JsonTree::parse(shadow);
        if (!tree.isValid()) {
            const auto [line, column] = lineAndColumn(shadow, tree.faultAt());
            verdict.remark = tr("Invalid JSON, line %1, column %2: %3. %4")
                                 .arg(line)
                                 .arg(column)
                                 .arg(faultText(tree.fault()), verdict.remark);
            markFault(QString::fromUtf8(shadow.left(tree.faultAt())).size());
        } else if (wire::JsonTree::parse(withoutEndMark(shadowOf(result))).isValid()) {
            verdict.remark = tr("Valid JSON, %1").arg(verdict.remark);
            verdict.icon = "check";
        } else {
            verdict.remark = tr("Invalid JSON with these values, %1").arg(verdict.remark);
        }
        verdict.token = verdict.icon ? Token::Ok : Token::Warn;
        verdict.icon = verdict.icon ? verdict.icon : "triangle-alert";
    }
    if (!m_names.isEmpty())
        verdict.remark = tr("%1 with %2").arg(verdict.remark, valuesText());
    return verdict;
}

Composer::Verdict Composer::judgeBinary()
{
    if (!m_fileProblem.isEmpty())
        return {m_fileProblem, Token::Fail, "circle-alert", false};
    if (m_file)
        return {tr("%1, %2").arg(m_fileName, byteCount(m_file->size())), Token::Text2, nullptr, true};
    QList<QByteArray> missing;
    const auto bytes = observation::bytesFromHex(filled(&missing));
    if (!missing.isEmpty()) // Send asks for the values
        return {valuesText(), Token::Text2, nullptr, !m_asking};
    if (!bytes)
        return {tr("This is not hex: two digits a byte."), Token::Fail, "circle-alert", false};
    return {byteCount(bytes->size()), Token::Text2, nullptr, true};
}

Composer::Verdict Composer::judgeClose() const
{
    const qsizetype size = m_ui->closeReason->text().toUtf8().size();
    if (!closeCode())
        return {tr("A Close carries 1000 to 1003, 1007 to 1014, or 3000 to 4999."), Token::Fail,
                "circle-alert", false};
    if (size > LongestReason)
        return {tr("A reason has at most %1 bytes; this has %2.").arg(LongestReason).arg(size), Token::Fail,
                "circle-alert", false};
    return {};
}

void Composer::markFault(qsizetype position)
{
    QTextEdit::ExtraSelection fault;
    fault.cursor = QTextCursor(m_ui->composerEdit->document());
    const int end = std::max(0, m_ui->composerEdit->document()->characterCount() - 1);
    const int at = std::min(static_cast<int>(position), end);
    fault.cursor.setPosition(std::max(0, at == end ? at - 1 : at));
    fault.cursor.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor);
    fault.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
    fault.format.setUnderlineColor(colour(Token::Warn));
    m_ui->composerEdit->setExtraSelections({fault});
}

void Composer::showVariables()
{
    m_names = kind() == Kind::Close || m_file
                  ? QList<QByteArray>()
                  : observation::placeholdersIn(m_ui->composerEdit->toPlainText().toUtf8());
    for (const QByteArray &name : std::as_const(m_names)) {
        if (m_fields.contains(name) || m_fields.size() >= MostFields)
            continue;
        auto *field = new QLineEdit(QString::fromUtf8(m_values.value(name)), m_ui->variableRow);
        field->setObjectName(QString(QStringLiteral("value_") % QString::fromUtf8(name)));
        field->setPlaceholderText(QString::fromUtf8(name));
        field->setAccessibleName(tr("Value of %1").arg(QString::fromUtf8(name)));
        m_ui->variableLayout->addWidget(field);
        m_fields.insert(name, field);
        connect(field, &QLineEdit::textChanged, this, [this, name](const QString &value) {
            m_values.insert(name, value.toUtf8());
            judge();
        });
    }
    for (auto field = m_fields.begin(); field != m_fields.end();) {
        if (m_names.contains(field.key())) {
            ++field;
            continue;
        }
        field.value()->deleteLater(); // its value stays for the session
        field = m_fields.erase(field);
    }
    m_ui->variableRow->setVisible(m_asking && !m_names.isEmpty());
    m_ui->valuesButton->setVisible(!m_names.isEmpty());
}

void Composer::judge()
{
    const Kind what = kind();
    showVariables();
    m_ui->composerEdit->setExtraSelections({});
    m_ui->editColumn->setVisible(what != Kind::Close);
    m_ui->closeRow->setVisible(what == Kind::Close);
    m_ui->fileButton->setVisible(what == Kind::Binary);
    m_ui->fileButton->setText(m_file ? tr("Without the File") : tr("File…"));
    m_ui->composerEdit->setEnabled(what != Kind::Binary || !m_file);
    m_ui->composerEdit->setPlaceholderText(what == Kind::Binary ? tr("Bytes as hex, for example 1a 45 df a3")
                                           : what == Kind::Ping ? tr("What the ping carries, or nothing")
                                                                : tr("Write a message"));
    Verdict verdict;
    switch (what) {
    case Kind::Text:
        verdict = judgeText(m_ui->composerEdit->toPlainText());
        break;
    case Kind::Binary:
        verdict = judgeBinary();
        break;
    case Kind::Ping: {
        const qsizetype size = filled().size();
        verdict.remark = byteCount(size);
        if (size > LongestPing)
            verdict = {tr("A ping carries at most %1 bytes; these are %2.").arg(LongestPing).arg(size),
                       Token::Fail, "circle-alert", false};
        break;
    }
    case Kind::Close:
        verdict = judgeClose();
        break;
    }
    if (!m_open)
        verdict = {tr("Not connected. Ctrl+Enter in the address connects."), Token::Text2, nullptr, false};
    m_ui->remarkIcon->setVisible(verdict.icon != nullptr);
    if (verdict.icon)
        m_ui->remarkIcon->setSign(verdict.icon, 14, verdict.token);
    m_ui->composerRemark->setText(verdict.remark);
    m_ui->composerRemark->setToken(verdict.token == Token::Fail ? Token::Fail : Token::Text2);
    m_ui->sendButton->setEnabled(verdict.canSend);
    m_ui->repeatButton->setEnabled(isRepeating() || (verdict.canSend && what != Kind::Close));
}

void Composer::emitPayload(Kind kind, const QByteArray &payload)
{
    switch (kind) {
    case Kind::Text:
        Q_EMIT textReady(payload);
        break;
    case Kind::Binary:
        Q_EMIT binaryReady(payload);
        break;
    case Kind::Ping:
        Q_EMIT pingReady(payload);
        break;
    case Kind::Close:
        Q_EMIT closeReady(closeCode().value_or(wire::closecode::Normal), payload);
        break;
    }
}

void Composer::send()
{
    if (!m_ui->sendButton->isEnabled())
        return;
    QList<QByteArray> missing;
    if (kind() != Kind::Close && !m_file)
        (void)filled(&missing);
    if (!missing.isEmpty() && !m_asking) {
        // The second time it goes out as it is written: not every pair of braces is ours.
        m_asking = true;
        judge();
        if (QLineEdit *field = m_fields.value(missing.constFirst()))
            field->setFocus(Qt::OtherFocusReason);
        return;
    }
    if (const auto bytes = payload())
        emitPayload(kind(), *bytes);
    if (m_asking) {
        m_asking = false;
        judge();
        focusEdit();
    }
}

void Composer::startRepeating(int everyMilliseconds, int times)
{
    const auto bytes = payload();
    if (!m_ui->sendButton->isEnabled() || kind() == Kind::Close || !bytes)
        return;
    m_repeated = *bytes;
    m_repeatedKind = kind();
    m_repeatsDone = 0;
    m_repeatsWanted = times;
    m_repeat.start(std::max(1, everyMilliseconds));
    repeatOnce();
}

void Composer::repeatOnce()
{
    ++m_repeatsDone;
    if (m_repeatsWanted > 0 && m_repeatsDone >= m_repeatsWanted)
        m_repeat.stop();
    emitPayload(m_repeatedKind, m_repeated);
    showRepeat();
}

void Composer::stopRepeating()
{
    m_repeat.stop();
    m_repeated.clear();
    showRepeat();
}

void Composer::showRepeat()
{
    m_ui->repeatButton->setText(!isRepeating() ? tr("Repeat")
                                : m_repeatsWanted > 0
                                    ? tr("Stop, %1 of %2").arg(m_repeatsDone).arg(m_repeatsWanted)
                                    : tr("Stop after %1").arg(m_repeatsDone));
    if (!isRepeating() && !m_open)
        m_ui->repeatButton->setEnabled(false);
}

bool Composer::takeKey(QObject *watched, QEvent *event)
{
    auto *widget = qobject_cast<QWidget *>(watched);
    if (!widget || !isVisible() || widget->window() != window())
        return false;
    auto *key = static_cast<QKeyEvent *>(event);
    const bool isPress = event->type() == QEvent::KeyPress;
    if (key->modifiers() == Qt::AltModifier && key->key() >= Qt::Key_1 && key->key() <= Qt::Key_9) {
        event->accept();
        if (isPress)
            useTemplate(key->key() - Qt::Key_1);
        return true;
    }
    // Before the window's own Ctrl+Enter, which connects.
    const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (isEnter && key->modifiers().testFlag(Qt::ControlModifier) && isAncestorOf(widget)) {
        event->accept();
        if (isPress)
            send();
        return true;
    }
    return false;
}

bool Composer::eventFilter(QObject *watched, QEvent *event)
{
    if ((event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) &&
        takeKey(watched, event))
        return true;
    return Band::eventFilter(watched, event);
}

} // namespace wirewise::gui
