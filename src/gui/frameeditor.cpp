#include "gui/frameeditor.h"

#include "ui_frameeditor.h"

#include "gui/formlook.h"
#include "gui/widgets/theme.h"
#include "observation/hextext.h"
#include "wire/utf8.h"

#include <QRandomGenerator>
#include <QScopedValueRollback>

#include <algorithm>
#include <cstring>

namespace wirewise::gui {

namespace {

constexpr int Opcodes = 16;
constexpr int LengthBits[] = {7, 16, 64};

QString opcodeWords(int opcode)
{
    const QString number = QString::number(opcode, 16).toUpper();
    const QByteArray name = wire::toString(static_cast<wire::Opcode>(opcode));
    return name.startsWith("reserved") ? FrameEditor::tr("%1 reserved").arg(number)
                                       : QString(number % QLatin1Char(' ') % QString::fromLatin1(name));
}

} // namespace

FrameEditor::FrameEditor(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::FrameEditor>())
{
    m_ui->setupUi(this);
    applyLook(this);
    const quint32 random = QRandomGenerator::global()->generate();
    std::memcpy(m_mask.data(), &random, m_mask.size());
    m_ui->frameRule->setTextStyle(TextStyle::Secondary);
    fillChoices();
    const auto follow = [this] {
        m_ui->framePayload->setFont(Theme::instance().font(TextStyle::Bytes));
        m_ui->frameBytes->setFont(Theme::instance().font(TextStyle::Bytes));
    };
    follow();
    connect(&Theme::instance(), &Theme::changed, this, follow);
    connectParts();
    write();
}

FrameEditor::~FrameEditor() = default;

void FrameEditor::fillChoices()
{
    for (int opcode = 0; opcode < Opcodes; ++opcode)
        m_ui->frameOpcode->addItem(opcodeWords(opcode));
    m_ui->frameOpcode->setCurrentIndex(static_cast<int>(wire::Opcode::Text));
    m_ui->frameLengthBits->addItem(tr("in the fewest bits"));
    m_ui->frameLengthBits->addItem(tr("in 16 bits"));
    m_ui->frameLengthBits->addItem(tr("in 64 bits"));
    m_ui->framePayloadKind->setTexts({tr("Text"), tr("Hex")});
    m_ui->framePayloadKind->setCurrentIndex(0);
}

void FrameEditor::connectParts()
{
    for (QCheckBox *box : findChildren<QCheckBox *>())
        connect(box, &QCheckBox::toggled, this, &FrameEditor::write);
    for (QComboBox *combo : findChildren<QComboBox *>())
        connect(combo, &QComboBox::currentIndexChanged, this, &FrameEditor::write);
    connect(m_ui->frameStated, &QLineEdit::textChanged, this, &FrameEditor::write);
    connect(m_ui->framePayload, &QLineEdit::textChanged, this, &FrameEditor::write);
    connect(m_ui->framePayloadKind, &SegmentedControl::currentChanged, this, &FrameEditor::write);
    connect(m_ui->frameBytes, &QLineEdit::textChanged, this, &FrameEditor::read);
}

std::optional<wire::TypedFrame> FrameEditor::frame() const
{
    const QByteArray typed = m_ui->framePayload->text().toUtf8();
    const auto payload =
        m_ui->framePayloadKind->currentIndex() == 1 ? observation::bytesFromHex(typed) : std::optional(typed);
    if (!payload)
        return {};
    wire::Frame frame;
    frame.fin = m_ui->frameFin->isChecked();
    frame.rsv1 = m_ui->frameRsv1->isChecked();
    frame.rsv2 = m_ui->frameRsv2->isChecked();
    frame.rsv3 = m_ui->frameRsv3->isChecked();
    frame.opcode = static_cast<wire::Opcode>(m_ui->frameOpcode->currentIndex());
    if (m_ui->frameMasked->isChecked())
        frame.mask = m_mask;
    frame.payload = *payload;
    wire::TypedFrame wanted = wire::truthful(frame);
    bool isNumber = true;
    if (const QString stated = m_ui->frameStated->text().trimmed(); !stated.isEmpty())
        wanted.stated = stated.toULongLong(&isNumber);
    wanted.lengthBits = LengthBits[std::max(0, m_ui->frameLengthBits->currentIndex())];
    return isNumber ? std::optional(wanted) : std::nullopt;
}

void FrameEditor::write()
{
    if (m_following)
        return;
    const QScopedValueRollback following(m_following, true);
    const auto wanted = frame();
    m_ui->frameBytes->setText(wanted ? QString::fromLatin1(wire::toBytes(*wanted).toHex(' ')) : QString());
    Q_EMIT changed();
}

void FrameEditor::read()
{
    if (m_following)
        return;
    const QScopedValueRollback following(m_following, true);
    const auto typed = bytes();
    const wire::TypedFrames read = typed ? wire::readTypedFrames(*typed) : wire::TypedFrames();
    if (read.frames.size() == 1 && read.rest == 0)
        showParts(read.frames.constFirst());
    Q_EMIT changed();
}

void FrameEditor::showParts(const wire::TypedFrame &typed)
{
    const wire::Frame &frame = typed.frame;
    m_ui->frameFin->setChecked(frame.fin);
    m_ui->frameRsv1->setChecked(frame.rsv1);
    m_ui->frameRsv2->setChecked(frame.rsv2);
    m_ui->frameRsv3->setChecked(frame.rsv3);
    m_ui->frameOpcode->setCurrentIndex(static_cast<int>(frame.opcode));
    m_ui->frameMasked->setChecked(frame.mask.has_value());
    m_mask = frame.mask.value_or(m_mask);
    const bool isTrue = typed.stated == static_cast<quint64>(frame.payload.size());
    m_ui->frameStated->setText(isTrue ? QString() : QString::number(typed.stated));
    const bool isFewest = typed.lengthBits == wire::truthful(frame).lengthBits;
    m_ui->frameLengthBits->setCurrentIndex(isFewest ? 0 : typed.lengthBits == 16 ? 1 : 2);
    // One line holds neither line breaks nor what is no text.
    const bool isText = wire::isValidUtf8(frame.payload) &&
                        std::none_of(frame.payload.begin(), frame.payload.end(),
                                     [](char c) { return static_cast<quint8>(c) < 0x20 || c == 0x7F; });
    m_ui->framePayloadKind->setCurrentIndex(isText ? 0 : 1);
    m_ui->framePayload->setText(isText ? QString::fromUtf8(frame.payload)
                                       : QString::fromLatin1(frame.payload.toHex(' ')));
}

std::optional<QByteArray> FrameEditor::bytes() const
{
    if (m_ui->frameBytes->text().isEmpty() && !frame())
        return {};
    return observation::bytesFromHex(m_ui->frameBytes->text().toUtf8());
}

void FrameEditor::setBytes(const QByteArray &bytes)
{
    m_ui->frameBytes->setText(QString::fromLatin1(bytes.toHex(' ')));
}

void FrameEditor::showRule(const QString &sentence, bool isBroken)
{
    m_ui->frameRule->setText(sentence);
    m_ui->frameRule->setToken(isBroken ? Token::Warn : Token::Text2);
}

void FrameEditor::focusPayload()
{
    m_ui->framePayload->setFocus(Qt::ShortcutFocusReason);
}

} // namespace wirewise::gui
